"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, L_in, C_in) -> (N, floor((L_in - 1)/2), C_in)
    """
    l_in = tf.shape(x)[1]
    x = tf.pad(
        x, [[0, 0], [1, 1], [0, 0]], constant_values=float("-inf")
    )  # (N, L_in + 2, C_in)
    windows = tf.range((l_in - 1) // 2)[:, None] * 2 + tf.range(3) * 2
    x = tf.reduce_max(
        tf.gather(x, windows, axis=1), axis=2
    )  # (N, floor((L_in - 1)/2), C_in)
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
