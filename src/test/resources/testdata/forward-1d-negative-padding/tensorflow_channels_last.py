"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_negative_padding(x, weight, bias):
    """Conv1d(1, C_out, kernel_size=(2,), stride=(1,), padding=(-1,), padding_mode='circular').

    x (1, 6, 1), weight (2, 1, C_out) -> (1, 3, C_out)
    """
    x = x[:, 1:5]  # (1, 4, 1)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 3, C_out)
    x = tf.add(x, bias)  # (1, 3, C_out)
    return x


LAYERS = {
    "forward-1d-negative-padding": forward_1d_negative_padding,
}
