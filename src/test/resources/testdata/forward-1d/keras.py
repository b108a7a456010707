"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_1d(weight, bias):
    """Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,)).

    A model from (1, 9, 2) to (1, 5, 4), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1D(4, 3, strides=2)
    model = keras.Sequential(
        [keras.Input((9, 2)), keras.layers.ZeroPadding1D((1, 1)), convolution]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-1d": forward_1d,
}
