"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d_plain(x, weight, bias=None):
    """Conv1d(1, C_out, kernel_size=(1,), stride=(1,), bias=False).

    x (1, 1, 4), weight (C_out, 1, 1) -> (1, C_out, 4)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 1)
    weight = tf.transpose(weight, [2, 1, 0])  # (1, 1, C_out)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 4, C_out)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 4, C_out)
    x = tf.transpose(x, [0, 2, 1])  # (1, C_out, 4)
    return x


LAYERS = {
    "forward-1d-plain": forward_1d_plain,
}
