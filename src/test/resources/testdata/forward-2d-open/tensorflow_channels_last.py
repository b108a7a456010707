"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_open(x, weight, bias):
    """Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, H_in, W_in, 3), weight (3, 3, 3, 16) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    """
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (N, H_in + 2, W_in + 2, 3)
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="VALID"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    return x


LAYERS = {
    "forward-2d-open": forward_2d_open,
}
