"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d(x, weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 224, 224, 3), weight (7, 7, 3, 64) -> (1, 112, 112, 64)
    """
    x = tf.pad(x, [[0, 0], [3, 3], [3, 3], [0, 0]])  # (1, 230, 230, 3)
    x = tf.nn.conv2d(x, weight, strides=[2, 2], padding="VALID")  # (1, 112, 112, 64)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 112, 112, 64)
    return x


LAYERS = {
    "forward-2d": forward_2d,
}
