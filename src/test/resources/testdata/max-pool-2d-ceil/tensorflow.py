"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def max_pool2d(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), ceil_mode=True).

    x (1, 3, 8, 8) -> (1, 3, 4, 4)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 8, 8, 3)
    x = tf.pad(
        x, [[0, 0], [0, 1], [0, 1], [0, 0]], constant_values=float("-inf")
    )  # (1, 9, 9, 3)
    x = tf.nn.max_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, 4, 4, 3)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 3, 4, 4)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
