"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv_transpose1d(weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    A model from (2, 5, 2) to (2, 9, 3), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(3, 3, strides=2)
    model = keras.Sequential(
        [keras.Input((5, 2)), convolution, keras.layers.Cropping1D((1, 1))]
    )
    kernel = np.flip(np.transpose(weight, [2, 1, 0]), (0,))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
