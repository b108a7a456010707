"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_3d(x, weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    x (1, 8, 16, 16, 3), weight (3, 3, 3, 3, 8) -> (1, 8, 16, 16, 8)
    """
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [1, 1], [0, 0]])  # (1, 10, 18, 18, 3)
    x = tf.nn.conv3d(
        x, weight, strides=[1, 1, 1, 1, 1], padding="VALID"
    )  # (1, 8, 16, 16, 8)
    x = tf.add(x, bias)  # (1, 8, 16, 16, 8)
    return x


LAYERS = {
    "forward-3d": forward_3d,
}
