"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool1d(x):
    """tf.nn.avg_pool1d(x, ksize=[4], strides=[1], padding="SAME").

    x (1, 8, 2) -> (1, 8, 2)
    """
    x = tf.nn.avg_pool1d(x, ksize=4, strides=1, padding="SAME")  # (1, 8, 2)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
