"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv1d(x, weight, bias):
    """tf.nn.conv1d(x, filters (3, 3, 4), strides=[1], padding="causal", dilations=[2]) + bias.

    x (N, L_in, 3), weight (3, 3, 4) -> (N, L_in, 4)
    """
    x = tf.pad(x, [[0, 0], [4, 0], [0, 0]])  # (N, L_in + 4, 3)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID", dilations=2)  # (N, L_in, 4)
    x = tf.add(x, bias)  # (N, L_in, 4)
    return x


LAYERS = {
    "conv1d": conv1d,
}
