"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv3d(x, weight, bias=None):
    """tf.nn.conv3d(x, filters (1, 1, 1, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (1, 8, 8, 8, 1), weight (1, 1, 1, 1, 2) -> (1, 2, 2, 2, 2)
    """
    x = x[:, 1:6, 1:6, 1:6]  # (1, 5, 5, 5, 1)
    x = tf.nn.conv3d(
        x, weight, strides=[1, 4, 4, 4, 1], padding="VALID"
    )  # (1, 2, 2, 2, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "conv3d": conv3d,
}
