"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_2d_reflect(weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    A model with data in NHWC; equal at every input size; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(8, 7)
    model = keras.Sequential(
        [
            keras.layers.Lambda(
                lambda x: keras.ops.pad(
                    x, ((0, 0), (3, 3), (3, 3), (0, 0)), mode="reflect"
                )
            ),
            convolution,
        ]
    )
    model.build((None, None, None, 3))
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
