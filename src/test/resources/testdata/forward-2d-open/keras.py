"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_open(weight, bias):
    """Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    A model from (N, H_in, W_in, 3) to (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(16, (3, 3), strides=(2, 2))
    model = keras.Sequential(
        [
            keras.Input((None, None, 3)),
            keras.layers.ZeroPadding2D(((1, 1), (1, 1))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-open": forward_2d_open,
}
