"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv1d_transpose(weight, bias=None):
    """tf.nn.conv1d_transpose(x, filters (4, 2, 4), output_shape=[1, 5, 2], strides=[1], padding="SAME").

    A model from (1, 5, 4) to (1, 5, 2), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv1DTranspose(
        2, 4, strides=1, use_bias=bias is not None
    )
    model = keras.Sequential(
        [keras.Input((5, 4)), convolution, keras.layers.Cropping1D((1, 2))]
    )
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv1d_transpose": conv1d_transpose,
}
