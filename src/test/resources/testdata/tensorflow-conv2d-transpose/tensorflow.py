"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d_transpose(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 2, 4), output_shape=[1, 10, 9, 2], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 4), weight (3, 3, 2, 4) -> (1, 10, 9, 2)
    """
    x = tf.nn.conv2d_transpose(
        x, weight, output_shape=[1, 11, 11, 2], strides=[2, 2], padding="VALID"
    )  # (1, 11, 11, 2)
    x = x[:, :10, 1:10]  # (1, 10, 9, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 10, 9, 2)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
