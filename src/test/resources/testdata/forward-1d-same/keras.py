"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_1d_same(weight, bias):
    """Conv1d(4, 8, kernel_size=(4,), stride=(1,), padding='same').

    A model from (2, 30, 4) to (2, 30, 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1D(8, 4, strides=1)
    model = keras.Sequential(
        [keras.Input((30, 4)), keras.layers.ZeroPadding1D((1, 2)), convolution]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-1d-same": forward_1d_same,
}
