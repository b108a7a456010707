"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def max_pool2d():
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), ceil_mode=True).

    A model with data in NHWC; equal at every input size.
    """
    model = keras.Sequential(
        [
            keras.layers.Lambda(
                lambda x: keras.ops.pad(
                    x, ((0, 0), (0, 1), (0, 1), (0, 0)), constant_values=float("-inf")
                )
            ),
            keras.layers.MaxPooling2D(3, strides=2),
        ]
    )
    return model


LAYERS = {
    "max_pool2d": max_pool2d,
}
