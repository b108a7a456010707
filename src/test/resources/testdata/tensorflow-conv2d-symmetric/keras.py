"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d(weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 2, 6), strides=[1, 1], padding="SAME", data_format="NCHW") + bias.

    A model from (1, 7, 7, 4) to (1, 7, 7, 6), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2D(
        6, (3, 3), strides=(1, 1), padding="same", groups=2
    )
    model = keras.Sequential([keras.Input((7, 7, 4)), convolution])
    kernel = weight
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d": conv2d,
}
