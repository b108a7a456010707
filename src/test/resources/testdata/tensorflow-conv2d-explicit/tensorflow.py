"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 1, 1), strides=[2, 1], padding=[[0, 0], [0, 1], [2, 2], [0, 0]]), kernel flipped.

    x (1, 8, 8, 1), weight (3, 3, 1, 1) -> (1, 4, 10, 1)
    """
    weight = tf.reverse(weight, axis=[0, 1])  # (3, 3, 1, 1)
    x = tf.pad(x, [[0, 0], [0, 1], [2, 2], [0, 0]])  # (1, 9, 12, 1)
    x = tf.nn.conv2d(x, weight, strides=[2, 1], padding="VALID")  # (1, 4, 10, 1)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 4, 10, 1)
    return x


LAYERS = {
    "conv2d": conv2d,
}
