"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_runtime_padding(weight, bias=None):
    """Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False).

    A model from (1, 380, 381, 3) to (1, 190, 191, 48), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(
        48, (3, 3), strides=(2, 2), padding="same", use_bias=bias is not None
    )
    model = keras.Sequential([keras.Input((380, 381, 3)), convolution])
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-runtime-padding": forward_2d_runtime_padding,
}
