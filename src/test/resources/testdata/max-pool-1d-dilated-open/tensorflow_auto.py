"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in - 1)/2))
    """
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, C_in)
    x = tf.pad(
        x, [[0, 0], [1, 1], [0, 0]], constant_values=float("-inf")
    )  # (N, L_in + 2, C_in)
    windows = tf.range((l_in - 1) // 2)[:, None] * 2 + tf.range(3) * 2
    x = tf.reduce_max(
        tf.gather(x, windows, axis=1), axis=2
    )  # (N, floor((L_in - 1)/2), C_in)
    x = tf.transpose(x, [0, 2, 1])  # (N, C_in, floor((L_in - 1)/2))
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
