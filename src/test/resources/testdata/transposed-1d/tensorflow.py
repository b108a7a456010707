"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d(x, weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    x (2, 258, 249), weight (258, 1, 7) -> (2, 1, 1481)
    """
    x = tf.transpose(x, [0, 2, 1])  # (2, 249, 258)
    weight = tf.transpose(weight, [2, 1, 0])  # (7, 1, 258)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[2, 1495, 1], strides=6, padding="VALID"
    )  # (2, 1495, 1)
    x = x[:, 9:1490]  # (2, 1481, 1)
    x = tf.add(x, bias)  # (2, 1481, 1)
    x = tf.transpose(x, [0, 2, 1])  # (2, 1, 1481)
    return x


LAYERS = {
    "transposed-1d": transposed_1d,
}
