"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_1d_open_batch(weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    A model from (N, 16, 4) to (N, 50, 2), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(
        2, 5, strides=3, output_padding=2, use_bias=bias is not None
    )
    model = keras.Sequential(
        [keras.Input((16, 4)), convolution, keras.layers.Cropping1D((1, 1))]
    )
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
