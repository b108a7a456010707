"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_3d(weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    A model from (1, 8, 16, 16, 3) to (1, 8, 16, 16, 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv3D(8, (3, 3, 3), strides=(1, 1, 1))
    model = keras.Sequential(
        [
            keras.Input((8, 16, 16, 3)),
            keras.layers.ZeroPadding3D(((1, 1), (1, 1), (1, 1))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 4, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-3d": forward_3d,
}
