"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), count_include_pad=False).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, C_in)
    coverage = tf.ones_like(x[:1, :, :, :1])  # (1, H_in, W_in, 1)
    coverage = tf.pad(
        coverage, [[0, 0], [1, 1], [1, 1], [0, 0]]
    )  # (1, H_in + 2, W_in + 2, 1)
    coverage = tf.nn.avg_pool2d(
        coverage, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, floor((H_in + 1)/2), floor((W_in + 1)/2), 1)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (N, H_in + 2, W_in + 2, C_in)
    x = tf.nn.avg_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    x = x / coverage  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    x = tf.transpose(
        x, [0, 3, 1, 2]
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
