"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d_negative_padding(x, weight, bias):
    """Conv1d(1, C_out, kernel_size=(2,), stride=(1,), padding=(-1,), padding_mode='circular').

    x (1, 1, 6), weight (C_out, 1, 2) -> (1, C_out, 3)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 6, 1)
    weight = tf.transpose(weight, [2, 1, 0])  # (2, 1, C_out)
    x = x[:, 1:5]  # (1, 4, 1)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 3, C_out)
    x = tf.add(x, bias)  # (1, 3, C_out)
    x = tf.transpose(x, [0, 2, 1])  # (1, C_out, 3)
    return x


LAYERS = {
    "forward-1d-negative-padding": forward_1d_negative_padding,
}
