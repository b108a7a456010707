"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_3d(x, weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    x (1, 4, 5, 6, 4), weight (4, 2, 3, 4, 2) -> (1, 2, 5, 12, 9)
    """
    x = tf.transpose(x, [0, 2, 3, 4, 1])  # (1, 5, 6, 4, 4)
    weight = tf.transpose(weight, [2, 3, 4, 1, 0])  # (3, 4, 2, 2, 4)
    x = tf.nn.conv3d_transpose(
        x, weight, output_shape=[1, 7, 14, 8, 2], strides=[1, 2, 2], padding="VALID"
    )  # (1, 7, 14, 8, 2)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, 1], [0, 0]])  # (1, 7, 14, 9, 2)
    x = x[:, 1:6, 1:13]  # (1, 5, 12, 9, 2)
    x = tf.add(x, bias)  # (1, 5, 12, 9, 2)
    x = tf.transpose(x, [0, 4, 1, 2, 3])  # (1, 2, 5, 12, 9)
    return x


LAYERS = {
    "transposed-3d": transposed_3d,
}
