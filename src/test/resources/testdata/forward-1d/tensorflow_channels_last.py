"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d(x, weight, bias):
    """Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,)).

    x (1, 9, 2), weight (3, 2, 4) -> (1, 5, 4)
    """
    x = tf.pad(x, [[0, 0], [1, 1], [0, 0]])  # (1, 11, 2)
    x = tf.nn.conv1d(x, weight, stride=2, padding="VALID")  # (1, 5, 4)
    x = tf.add(x, bias)  # (1, 5, 4)
    return x


LAYERS = {
    "forward-1d": forward_1d,
}
