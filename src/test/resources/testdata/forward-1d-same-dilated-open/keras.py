"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def forward_1d_same_dilated_open(weight, bias):
    """Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding='same', dilation=(3,), groups=4).

    A model from (N, L_in, 4) to (N, L_in, 4), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.DepthwiseConv1D(4, strides=1, dilation_rate=3)
    model = keras.Sequential(
        [keras.Input((None, 4)), keras.layers.ZeroPadding1D((4, 5)), convolution]
    )
    kernel = np.transpose(weight, [2, 1, 0]).reshape((4, 4, 1))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "forward-1d-same-dilated-open": forward_1d_same_dilated_open,
}
