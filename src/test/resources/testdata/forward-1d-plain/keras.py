"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_1d_plain(weight, bias=None):
    """Conv1d(1, C_out, kernel_size=(1,), stride=(1,), bias=False).

    A model from (1, 4, 1) to (1, 4, C_out), channels last; weight in the PyTorch layout.
    """
    c_out = weight.shape[0]
    convolution = keras.layers.Conv1D(c_out, 1, strides=1, use_bias=bias is not None)
    model = keras.Sequential([keras.Input((4, 1)), convolution])
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-1d-plain": forward_1d_plain,
}
