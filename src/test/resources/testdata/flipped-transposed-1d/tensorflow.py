"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def conv_transpose1d(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    x (2, 2, 5), weight (2, 3, 3) -> (2, 3, 9)
    """
    x = tf.transpose(x, [0, 2, 1])  # (2, 5, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 3, 2)
    weight = tf.reverse(weight, axis=[0])  # (3, 3, 2)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[2, 11, 3], strides=2, padding="VALID"
    )  # (2, 11, 3)
    x = x[:, 1:10]  # (2, 9, 3)
    x = tf.add(x, bias)  # (2, 9, 3)
    x = tf.transpose(x, [0, 2, 1])  # (2, 3, 9)
    return x


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
