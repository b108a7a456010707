"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def conv2d_transpose(weight, bias):
    """tf.nn.conv2d_transpose(x, filters (3, 4, 4, 8), output_shape=[N, 2*H_in, 2*W_in, 4], strides=[2, 2], padding="SAME") + bias.

    A model from (N, H_in, W_in, 8) to (N, 2*H_in, 2*W_in, 4), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2DTranspose(4, (3, 4), strides=(2, 2))
    model = keras.Sequential(
        [
            keras.Input((None, None, 8)),
            convolution,
            keras.layers.Cropping2D(((0, 1), (1, 1))),
        ]
    )
    kernel = weight
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
