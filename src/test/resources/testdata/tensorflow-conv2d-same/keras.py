"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d(weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    A model from (1, 224, 224, 3) to (1, 112, 112, 64), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2D(
        64, (3, 3), strides=(2, 2), padding="same", use_bias=bias is not None
    )
    model = keras.Sequential([keras.Input((224, 224, 3)), convolution])
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d": conv2d,
}
