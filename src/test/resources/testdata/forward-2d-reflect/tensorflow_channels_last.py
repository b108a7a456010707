"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_reflect(x, weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    x (1, 20, 24, 3), weight (7, 7, 3, 8) -> (1, 20, 24, 8)
    """
    x = tf.pad(x, [[0, 0], [3, 3], [3, 3], [0, 0]], mode="REFLECT")  # (1, 26, 30, 3)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 20, 24, 8)
    x = tf.add(x, bias)  # (1, 20, 24, 8)
    return x


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
