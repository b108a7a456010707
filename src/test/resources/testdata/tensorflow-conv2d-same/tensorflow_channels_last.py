"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (1, 224, 224, 3), weight (3, 3, 3, 64) -> (1, 112, 112, 64)
    """
    x = tf.pad(x, [[0, 0], [0, 1], [0, 1], [0, 0]])  # (1, 225, 225, 3)
    x = tf.nn.conv2d(x, weight, strides=[2, 2], padding="VALID")  # (1, 112, 112, 64)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 112, 112, 64)
    return x


LAYERS = {
    "conv2d": conv2d,
}
