"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_runtime_padding_open(x, weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, H_in, W_in, 8), weight (5, 5, 1, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="SAME"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return x


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
