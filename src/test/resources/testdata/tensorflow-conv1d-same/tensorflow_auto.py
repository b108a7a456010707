"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv1d(x, weight, bias=None):
    """tf.nn.conv1d(x, filters (4, 3, 4), strides=[2], padding="SAME").

    x (1, 9, 3), weight (4, 3, 4) -> (1, 5, 4)
    """
    x = tf.nn.conv1d(x, weight, stride=2, padding="SAME")  # (1, 5, 4)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 5, 4)
    return x


LAYERS = {
    "conv1d": conv1d,
}
