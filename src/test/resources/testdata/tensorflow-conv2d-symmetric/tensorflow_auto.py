"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 2, 6), strides=[1, 1], padding="SAME", data_format="NCHW") + bias.

    x (1, 4, 7, 7), weight (3, 3, 2, 6) -> (1, 6, 7, 7)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 7, 7, 4)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="SAME")  # (1, 7, 7, 6)
    x = tf.add(x, bias)  # (1, 7, 7, 6)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 6, 7, 7)
    return x


LAYERS = {
    "conv2d": conv2d,
}
