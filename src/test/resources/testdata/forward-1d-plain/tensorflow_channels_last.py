"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_plain(x, weight, bias=None):
    """Conv1d(1, C_out, kernel_size=(1,), stride=(1,), bias=False).

    x (1, 4, 1), weight (1, 1, C_out) -> (1, 4, C_out)
    """
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 4, C_out)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 4, C_out)
    return x


LAYERS = {
    "forward-1d-plain": forward_1d_plain,
}
