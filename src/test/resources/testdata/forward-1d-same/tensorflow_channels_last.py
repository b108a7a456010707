"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_same(x, weight, bias):
    """Conv1d(4, 8, kernel_size=(4,), stride=(1,), padding='same').

    x (2, 30, 4), weight (4, 4, 8) -> (2, 30, 8)
    """
    x = tf.pad(x, [[0, 0], [1, 2], [0, 0]])  # (2, 33, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (2, 30, 8)
    x = tf.add(x, bias)  # (2, 30, 8)
    return x


LAYERS = {
    "forward-1d-same": forward_1d_same,
}
