"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d(weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    A model from (1, 5, 6, 2) to (1, 6, 6, 3), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(3, (2, 3), strides=(1, 1))
    model = keras.Sequential(
        [
            keras.Input((5, 6, 2)),
            keras.layers.ZeroPadding2D(((1, 1), (1, 1))),
            convolution,
        ]
    )
    kernel = np.flip(np.transpose(weight, [2, 3, 1, 0]), (0, 1))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d": conv2d,
}
