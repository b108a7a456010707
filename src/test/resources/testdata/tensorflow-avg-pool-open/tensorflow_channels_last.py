"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool2d(x):
    """tf.nn.avg_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (N, H_in, W_in, C_in) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    """
    x = tf.nn.avg_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="SAME"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
