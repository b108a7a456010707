"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv1d(weight, bias=None):
    """tf.nn.conv1d(x, filters (4, 3, 4), strides=[2], padding="SAME").

    A model from (1, 9, 3) to (1, 5, 4), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv1D(
        4, 4, strides=2, padding="same", use_bias=bias is not None
    )
    model = keras.Sequential([keras.Input((9, 3)), convolution])
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv1d": conv1d,
}
