"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d(x, weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 2, 5, 6), weight (3, 2, 2, 3) -> (1, 3, 6, 6)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 5, 6, 2)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (2, 3, 2, 3)
    weight = tf.reverse(weight, axis=[0, 1])  # (2, 3, 2, 3)
    x = tf.nn.conv2d(
        x, weight, strides=[1, 1], padding=[[0, 0], [1, 1], [1, 1], [0, 0]]
    )  # (1, 6, 6, 3)
    x = tf.add(x, bias)  # (1, 6, 6, 3)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 3, 6, 6)
    return x


LAYERS = {
    "conv2d": conv2d,
}
