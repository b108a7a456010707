"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d(x, weight, bias):
    """Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,)).

    x (1, 2, 9), weight (4, 2, 3) -> (1, 4, 5)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 9, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 2, 4)
    x = tf.pad(x, [[0, 0], [1, 1], [0, 0]])  # (1, 11, 2)
    x = tf.nn.conv1d(x, weight, stride=2, padding="VALID")  # (1, 5, 4)
    x = tf.add(x, bias)  # (1, 5, 4)
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 5)
    return x


LAYERS = {
    "forward-1d": forward_1d,
}
