"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def max_pool2d(x):
    """tf.nn.max_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (1, 8, 8, 2) -> (1, 4, 4, 2)
    """
    x = tf.pad(
        x, [[0, 0], [0, 1], [0, 1], [0, 0]], constant_values=float("-inf")
    )  # (1, 9, 9, 2)
    x = tf.nn.max_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, 4, 4, 2)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
