"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_plain(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    x (1, 2, 5), weight (2, 3, 3) -> (1, 3, 7)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 5, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 3, 2)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 7, 3], strides=1, padding="VALID"
    )  # (1, 7, 3)
    x = tf.add(x, bias)  # (1, 7, 3)
    x = tf.transpose(x, [0, 2, 1])  # (1, 3, 7)
    return x


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
