"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d_same(x, weight, bias):
    """Conv1d(4, 8, kernel_size=(4,), stride=(1,), padding='same').

    x (2, 4, 30), weight (8, 4, 4) -> (2, 8, 30)
    """
    x = tf.transpose(x, [0, 2, 1])  # (2, 30, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (4, 4, 8)
    x = tf.pad(x, [[0, 0], [1, 2], [0, 0]])  # (2, 33, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (2, 30, 8)
    x = tf.add(x, bias)  # (2, 30, 8)
    x = tf.transpose(x, [0, 2, 1])  # (2, 8, 30)
    return x


LAYERS = {
    "forward-1d-same": forward_1d_same,
}
