"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_runtime_padding(x, weight, bias=None):
    """Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False).

    x (1, 380, 381, 3), weight (3, 3, 3, 48) -> (1, 190, 191, 48)
    """
    x = tf.nn.conv2d(x, weight, strides=[2, 2], padding="SAME")  # (1, 190, 191, 48)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 190, 191, 48)
    return x


LAYERS = {
    "forward-2d-runtime-padding": forward_2d_runtime_padding,
}
