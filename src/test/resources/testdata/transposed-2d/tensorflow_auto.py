"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_2d(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 16, 14, 14), weight (16, 8, 4, 4) -> (1, 8, 28, 28)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 14, 14, 16)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (4, 4, 8, 16)
    x = tf.nn.conv2d_transpose(
        x, weight, output_shape=[1, 28, 28, 8], strides=[2, 2], padding="SAME"
    )  # (1, 28, 28, 8)
    x = tf.add(x, bias)  # (1, 28, 28, 8)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 8, 28, 28)
    return x


LAYERS = {
    "transposed-2d": transposed_2d,
}
