"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_depthwise_strided(weight, bias):
    """Conv2d(6, 12, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), groups=6).

    A model from (1, 17, 17, 6) to (1, 9, 9, 12), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.DepthwiseConv2D(
        (3, 3), strides=(2, 2), depth_multiplier=2
    )
    model = keras.Sequential(
        [
            keras.Input((17, 17, 6)),
            keras.layers.ZeroPadding2D(((1, 1), (1, 1))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0]).reshape((3, 3, 6, 2))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-depthwise-strided": forward_2d_depthwise_strided,
}
