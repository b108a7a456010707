"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), ceil_mode=True).

    x (1, 8, 8, 3) -> (1, 5, 5, 3)
    """
    coverage = tf.ones_like(x[:1, :, :, :1])  # (1, 8, 8, 1)
    coverage = tf.pad(
        coverage, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=1
    )  # (1, 10, 10, 1)
    coverage = tf.pad(coverage, [[0, 0], [0, 1], [0, 1], [0, 0]])  # (1, 11, 11, 1)
    coverage = tf.nn.avg_pool2d(
        coverage, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, 5, 5, 1)
    x = tf.pad(x, [[0, 0], [1, 2], [1, 2], [0, 0]])  # (1, 11, 11, 3)
    x = tf.nn.avg_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, 5, 5, 3)
    x = x / coverage  # (1, 5, 5, 3)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
