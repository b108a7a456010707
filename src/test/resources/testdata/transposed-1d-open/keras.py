"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d_open(weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    A model from (N, L_in, 4) to (N, 2*L_in, 2), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(2, 4, strides=2)
    model = keras.Sequential(
        [keras.Input((None, 4)), convolution, keras.layers.Cropping1D((1, 1))]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
