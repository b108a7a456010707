"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def avg_pool2d():
    """tf.nn.avg_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    A model with data in NHWC; equal at every input size.
    """
    model = keras.Sequential(
        [keras.layers.AveragePooling2D(3, strides=2, padding="same")]
    )
    return model


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
