"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d_output_padding_past_padding(weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    A model from (1, 4, 1) to (1, 13, C_out), channels last; weight in the PyTorch layout.
    """
    c_out = weight.shape[1]
    convolution = keras.layers.Conv1DTranspose(c_out, 2, strides=3, output_padding=2)
    model = keras.Sequential([keras.Input((4, 1)), convolution])
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
