"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d_circular_open(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='circular').

    x (N, 2, L_in), weight (2, 2, 5) -> (N, 2, L_in)
    """
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (5, 2, 2)
    x = tf.gather(
        x, tf.math.floormod(tf.range(-2, l_in + 2), l_in), axis=1
    )  # (N, L_in + 4, 2)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (N, L_in, 2)
    x = tf.add(x, bias)  # (N, L_in, 2)
    x = tf.transpose(x, [0, 2, 1])  # (N, 2, L_in)
    return x


LAYERS = {
    "forward-1d-circular-open": forward_1d_circular_open,
}
