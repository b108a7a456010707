"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_valid(weight, bias):
    """Conv2d(1, 2, kernel_size=(2, 3), stride=(1, 1), padding='valid').

    A model from (1, 4, 5, 1) to (1, 3, 3, 2), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(2, (2, 3), strides=(1, 1))
    model = keras.Sequential([keras.Input((4, 5, 1)), convolution])
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-valid": forward_2d_valid,
}
