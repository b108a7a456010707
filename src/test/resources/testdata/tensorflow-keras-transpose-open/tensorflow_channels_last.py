"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d_transpose(x, weight, bias):
    """tf.nn.conv2d_transpose(x, filters (3, 4, 4, 8), output_shape=[N, 2*H_in, 2*W_in, 4], strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 8), weight (3, 4, 4, 8) -> (N, 2*H_in, 2*W_in, 4)
    """
    n = tf.shape(x)[0]
    h_in = tf.shape(x)[1]
    w_in = tf.shape(x)[2]
    x = tf.nn.conv2d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * h_in + 1, 2 * w_in + 2, 4]),
        strides=[2, 2],
        padding="VALID",
    )  # (N, 2*H_in + 1, 2*W_in + 2, 4)
    x = x[:, :-1, 1:-1]  # (N, 2*H_in, 2*W_in, 4)
    x = tf.add(x, bias)  # (N, 2*H_in, 2*W_in, 4)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
