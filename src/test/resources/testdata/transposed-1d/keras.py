"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d(weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    A model from (2, 249, 258) to (2, 1481, 1), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(1, 7, strides=6, output_padding=4)
    model = keras.Sequential(
        [keras.Input((249, 258)), convolution, keras.layers.Cropping1D((9, 9))]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d": transposed_1d,
}
