"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def transposed_2d_open(weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    A model from (N, H_in, W_in, 16) to (N, 2*H_in, W_in, 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2DTranspose(
        8, (3, 5), strides=(2, 1), output_padding=(1, 0)
    )
    model = keras.Sequential(
        [
            keras.Input((None, None, 16)),
            convolution,
            keras.layers.Cropping2D(((1, 1), (2, 2))),
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
