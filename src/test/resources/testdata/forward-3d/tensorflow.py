"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_3d(x, weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    x (1, 3, 8, 16, 16), weight (8, 3, 3, 3, 3) -> (1, 8, 8, 16, 16)
    """
    x = tf.transpose(x, [0, 2, 3, 4, 1])  # (1, 8, 16, 16, 3)
    weight = tf.transpose(weight, [2, 3, 4, 1, 0])  # (3, 3, 3, 3, 8)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [1, 1], [0, 0]])  # (1, 10, 18, 18, 3)
    x = tf.nn.conv3d(
        x, weight, strides=[1, 1, 1, 1, 1], padding="VALID"
    )  # (1, 8, 16, 16, 8)
    x = tf.add(x, bias)  # (1, 8, 16, 16, 8)
    x = tf.transpose(x, [0, 4, 1, 2, 3])  # (1, 8, 8, 16, 16)
    return x


LAYERS = {
    "forward-3d": forward_3d,
}
