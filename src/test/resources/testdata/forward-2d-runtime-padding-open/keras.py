"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_runtime_padding_open(weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    A model from (N, H_in, W_in, 8) to (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.DepthwiseConv2D((5, 5), strides=(2, 2), padding="same")
    model = keras.Sequential([keras.Input((None, None, 8)), convolution])
    kernel = np.transpose(weight, [2, 3, 1, 0]).reshape((5, 5, 8, 1))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
