"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_circular_open(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='circular').

    x (N, L_in, 2), weight (5, 2, 2) -> (N, L_in, 2)
    """
    l_in = tf.shape(x)[1]
    x = tf.gather(
        x, tf.math.floormod(tf.range(-2, l_in + 2), l_in), axis=1
    )  # (N, L_in + 4, 2)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (N, L_in, 2)
    x = tf.add(x, bias)  # (N, L_in, 2)
    return x


LAYERS = {
    "forward-1d-circular-open": forward_1d_circular_open,
}
