"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d_plain(weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    A model from (1, 5, 2) to (1, 7, 3), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(3, 3, strides=1)
    model = keras.Sequential([keras.Input((5, 2)), convolution])
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
