"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_3d(weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    A model from (1, 5, 6, 4, 4) to (1, 5, 12, 9, 2), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv3DTranspose(
        2, (3, 4, 2), strides=(1, 2, 2), output_padding=(0, 0, 1)
    )
    model = keras.Sequential(
        [
            keras.Input((5, 6, 4, 4)),
            convolution,
            keras.layers.Cropping3D(((1, 1), (1, 1), (0, 0))),
        ]
    )
    kernel = np.transpose(weight, [2, 3, 4, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-3d": transposed_3d,
}
