"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def avg_pool2d():
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    A model with data in NHWC; equal at every input size.
    """
    model = keras.Sequential(
        [keras.layers.ZeroPadding2D(1), keras.layers.AveragePooling2D(3, strides=2)]
    )
    return model


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
