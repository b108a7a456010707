"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def depthwise_conv2d(weight, bias=None):
    """tf.nn.depthwise_conv2d(x, filters (3, 3, 3, 2), strides=[1, 1], padding="SAME", dilations=[2, 2]).

    A model from (1, 9, 9, 3) to (1, 9, 9, 6), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.DepthwiseConv2D(
        (3, 3),
        strides=(1, 1),
        dilation_rate=(2, 2),
        padding="same",
        depth_multiplier=2,
        use_bias=bias is not None,
    )
    model = keras.Sequential([keras.Input((9, 9, 3)), convolution])
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


LAYERS = {
    "depthwise_conv2d": depthwise_conv2d,
}
