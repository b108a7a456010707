"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_2d(weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    A model from (1, 14, 14, 16) to (1, 28, 28, 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2DTranspose(8, (4, 4), strides=(2, 2))
    model = keras.Sequential(
        [
            keras.Input((14, 14, 16)),
            convolution,
            keras.layers.Cropping2D(((1, 1), (1, 1))),
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-2d": transposed_2d,
}
