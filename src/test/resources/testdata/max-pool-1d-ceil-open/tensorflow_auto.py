"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), ceil_mode=True).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in + 2)/2))
    """
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, C_in)
    x = tf.pad(
        x, [[0, 0], [1, 2], [0, 0]], constant_values=float("-inf")
    )  # (N, L_in + 3, C_in)
    x = tf.nn.max_pool1d(
        x, ksize=3, strides=2, padding="VALID"
    )  # (N, floor((L_in + 2)/2), C_in)
    x = tf.transpose(x, [0, 2, 1])  # (N, C_in, floor((L_in + 2)/2))
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
