"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_grouped(x, weight, bias):
    """ConvTranspose1d(6, 4, kernel_size=(3,), stride=(2,), groups=2).

    x (1, 6, 7), weight (6, 2, 3) -> (1, 4, 15)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 7, 6)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 2, 6)
    xs = tf.split(x, 2, axis=2)  # 2 of (1, 7, 3)
    weights = tf.split(weight, 2, axis=2)  # 2 of (3, 2, 3)
    xs = [
        tf.nn.conv1d_transpose(
            part, kernel, output_shape=[1, 15, 2], strides=2, padding="VALID"
        )
        for part, kernel in zip(xs, weights)
    ]  # each (1, 15, 2)
    x = tf.concat(xs, axis=2)  # (1, 15, 4)
    x = tf.add(x, bias)  # (1, 15, 4)
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 15)
    return x


LAYERS = {
    "transposed-1d-grouped": transposed_1d_grouped,
}
