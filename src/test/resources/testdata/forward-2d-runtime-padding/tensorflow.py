"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_2d_runtime_padding(x, weight, bias=None):
    """Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False).

    x (1, 3, 380, 381), weight (48, 3, 3, 3) -> (1, 48, 190, 191)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 380, 381, 3)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (3, 3, 3, 48)
    x = tf.nn.conv2d(x, weight, strides=[2, 2], padding="SAME")  # (1, 190, 191, 48)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 190, 191, 48)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 48, 190, 191)
    return x


LAYERS = {
    "forward-2d-runtime-padding": forward_2d_runtime_padding,
}
