"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv1d_transpose(x, weight, bias=None):
    """tf.nn.conv1d_transpose(x, filters (4, 2, 4), output_shape=[1, 5, 2], strides=[1], padding="SAME").

    x (1, 5, 4), weight (4, 2, 4) -> (1, 5, 2)
    """
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 8, 2], strides=1, padding="VALID"
    )  # (1, 8, 2)
    x = x[:, 1:6]  # (1, 5, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 5, 2)
    return x


LAYERS = {
    "conv1d_transpose": conv1d_transpose,
}
