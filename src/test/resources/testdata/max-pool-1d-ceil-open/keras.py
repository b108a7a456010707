"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def max_pool1d():
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), ceil_mode=True).

    A model with data in NLC; equal at every input size.
    """
    model = keras.Sequential(
        [
            keras.layers.Lambda(
                lambda x: keras.ops.pad(
                    x, ((0, 0), (1, 2), (0, 0)), constant_values=float("-inf")
                )
            ),
            keras.layers.MaxPooling1D(3, strides=2),
        ]
    )
    return model


LAYERS = {
    "max_pool1d": max_pool1d,
}
