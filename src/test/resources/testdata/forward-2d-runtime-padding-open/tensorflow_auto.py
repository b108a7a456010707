"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_2d_runtime_padding_open(x, weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, 8, H_in, W_in), weight (8, 1, 5, 5) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, 8)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (5, 5, 1, 8)
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="SAME"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = tf.transpose(
        x, [0, 3, 1, 2]
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
