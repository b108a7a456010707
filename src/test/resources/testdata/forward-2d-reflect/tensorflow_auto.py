"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_2d_reflect(x, weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    x (1, 3, 20, 24), weight (8, 3, 7, 7) -> (1, 8, 20, 24)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 20, 24, 3)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (7, 7, 3, 8)
    x = tf.pad(x, [[0, 0], [3, 3], [3, 3], [0, 0]], mode="REFLECT")  # (1, 26, 30, 3)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 20, 24, 8)
    x = tf.add(x, bias)  # (1, 20, 24, 8)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 8, 20, 24)
    return x


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
