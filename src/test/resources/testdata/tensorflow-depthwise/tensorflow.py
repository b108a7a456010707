"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def depthwise_conv2d(x, weight, bias=None):
    """tf.nn.depthwise_conv2d(x, filters (3, 3, 3, 2), strides=[1, 1], padding="SAME", dilations=[2, 2]).

    x (1, 9, 9, 3), weight (3, 3, 3, 2) -> (1, 9, 9, 6)
    """
    weight = tf.reshape(weight, [3, 3, 1, 6])  # (3, 3, 1, 6)
    x = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]])  # (1, 13, 13, 3)
    x = tf.nn.conv2d(
        x, weight, strides=[1, 1], padding="VALID", dilations=[2, 2]
    )  # (1, 9, 9, 6)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 9, 9, 6)
    return x


LAYERS = {
    "depthwise_conv2d": depthwise_conv2d,
}
