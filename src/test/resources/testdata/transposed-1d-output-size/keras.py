"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d_output_size(weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    A model from (1, 4, 1) to (1, 8, C_out), channels last; weight in the PyTorch layout.
    """
    c_out = weight.shape[1]
    convolution = keras.layers.Conv1DTranspose(c_out, 3, strides=2, output_padding=1)
    model = keras.Sequential(
        [keras.Input((4, 1)), convolution, keras.layers.Cropping1D((1, 1))]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
