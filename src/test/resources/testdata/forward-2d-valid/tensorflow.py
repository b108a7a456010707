"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_2d_valid(x, weight, bias):
    """Conv2d(1, 2, kernel_size=(2, 3), stride=(1, 1), padding='valid').

    x (1, 1, 4, 5), weight (2, 1, 2, 3) -> (1, 2, 3, 3)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 4, 5, 1)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (2, 3, 1, 2)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 3, 3, 2)
    x = tf.add(x, bias)  # (1, 3, 3, 2)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 2, 3, 3)
    return x


LAYERS = {
    "forward-2d-valid": forward_2d_valid,
}
