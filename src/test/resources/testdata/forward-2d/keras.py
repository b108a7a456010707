"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d(weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    A model from (1, 224, 224, 3) to (1, 112, 112, 64), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(
        64, (7, 7), strides=(2, 2), use_bias=bias is not None
    )
    model = keras.Sequential(
        [
            keras.Input((224, 224, 3)),
            keras.layers.ZeroPadding2D(((3, 3), (3, 3))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d": forward_2d,
}
