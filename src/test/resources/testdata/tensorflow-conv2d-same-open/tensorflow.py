"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (N, H_in, W_in, 3), weight (3, 3, 3, 64) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 64)
    """
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="SAME"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 64)
    if bias is not None:
        x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 64)
    return x


LAYERS = {
    "conv2d": conv2d,
}
