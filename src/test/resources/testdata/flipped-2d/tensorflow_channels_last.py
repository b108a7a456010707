"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def conv2d(x, weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 5, 6, 2), weight (2, 3, 2, 3) -> (1, 6, 6, 3)
    """
    weight = tf.reverse(weight, axis=[0, 1])  # (2, 3, 2, 3)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (1, 7, 8, 2)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 6, 6, 3)
    x = tf.add(x, bias)  # (1, 6, 6, 3)
    return x


LAYERS = {
    "conv2d": conv2d,
}
