"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d(weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 1, 1), strides=[2, 1], padding=[[0, 0], [0, 1], [2, 2], [0, 0]]), kernel flipped.

    A model from (1, 8, 8, 1) to (1, 4, 10, 1), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2D(
        1, (3, 3), strides=(2, 1), use_bias=bias is not None
    )
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            keras.layers.ZeroPadding2D(((0, 1), (2, 2))),
            convolution,
        ]
    )
    kernel = np.flip(weight, (0, 1))
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d": conv2d,
}
