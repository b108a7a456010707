"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv1d(weight, bias):
    """tf.nn.conv1d(x, filters (3, 3, 4), strides=[1], padding="causal", dilations=[2]) + bias.

    A model from (N, L_in, 3) to (N, L_in, 4), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv1D(4, 3, strides=1, dilation_rate=2)
    model = keras.Sequential(
        [keras.Input((None, 3)), keras.layers.ZeroPadding1D((4, 0)), convolution]
    )
    kernel = weight
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv1d": conv1d,
}
