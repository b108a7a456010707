"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool1d(x):
    """tf.nn.avg_pool1d(x, ksize=[4], strides=[1], padding="SAME").

    x (1, 8, 2) -> (1, 8, 2)
    """
    coverage = tf.ones_like(x[:1, :, :1])  # (1, 8, 1)
    coverage = tf.pad(coverage, [[0, 0], [1, 2], [0, 0]])  # (1, 11, 1)
    coverage = tf.nn.avg_pool1d(
        coverage, ksize=4, strides=1, padding="VALID"
    )  # (1, 8, 1)
    x = tf.pad(x, [[0, 0], [1, 2], [0, 0]])  # (1, 11, 2)
    x = tf.nn.avg_pool1d(x, ksize=4, strides=1, padding="VALID")  # (1, 8, 2)
    x = x / coverage  # (1, 8, 2)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
