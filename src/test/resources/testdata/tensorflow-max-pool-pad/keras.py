"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def max_pool2d():
    """tf.nn.max_pool2d(x, ksize=[2, 2], strides=[1, 1], padding="SAME").

    A model with data in NHWC; equal at every input size.
    """
    model = keras.Sequential([keras.layers.MaxPooling2D(2, strides=1, padding="same")])
    return model


LAYERS = {
    "max_pool2d": max_pool2d,
}
