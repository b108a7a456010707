"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_valid(x, weight, bias):
    """Conv2d(1, 2, kernel_size=(2, 3), stride=(1, 1), padding='valid').

    x (1, 4, 5, 1), weight (2, 3, 1, 2) -> (1, 3, 3, 2)
    """
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 3, 3, 2)
    x = tf.add(x, bias)  # (1, 3, 3, 2)
    return x


LAYERS = {
    "forward-2d-valid": forward_2d_valid,
}
