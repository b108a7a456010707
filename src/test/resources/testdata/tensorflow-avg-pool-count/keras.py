"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def avg_pool1d():
    """tf.nn.avg_pool1d(x, ksize=[4], strides=[1], padding="SAME").

    A model with data in NLC; equal at every input size.
    """
    model = keras.Sequential(
        [keras.layers.AveragePooling1D(4, strides=1, padding="same")]
    )
    return model


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
