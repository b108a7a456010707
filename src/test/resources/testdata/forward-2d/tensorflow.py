"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_2d(x, weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 3, 224, 224), weight (64, 3, 7, 7) -> (1, 64, 112, 112)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 224, 224, 3)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (7, 7, 3, 64)
    x = tf.pad(x, [[0, 0], [3, 3], [3, 3], [0, 0]])  # (1, 230, 230, 3)
    x = tf.nn.conv2d(x, weight, strides=[2, 2], padding="VALID")  # (1, 112, 112, 64)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 112, 112, 64)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 64, 112, 112)
    return x


LAYERS = {
    "forward-2d": forward_2d,
}
