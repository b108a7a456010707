"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d_transpose(weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 2, 4), output_shape=[1, 10, 9, 2], strides=[2, 2], padding="SAME").

    A model from (1, 5, 5, 4) to (1, 10, 9, 2), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2DTranspose(
        2, (3, 3), strides=(2, 2), use_bias=bias is not None
    )
    model = keras.Sequential(
        [keras.Input((5, 5, 4)), convolution, keras.layers.Cropping2D(((0, 1), (1, 1)))]
    )
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
