"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_2d(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 14, 14, 16), weight (4, 4, 8, 16) -> (1, 28, 28, 8)
    """
    x = tf.nn.conv2d_transpose(
        x, weight, output_shape=[1, 30, 30, 8], strides=[2, 2], padding="VALID"
    )  # (1, 30, 30, 8)
    x = x[:, 1:29, 1:29]  # (1, 28, 28, 8)
    x = tf.add(x, bias)  # (1, 28, 28, 8)
    return x


LAYERS = {
    "transposed-2d": transposed_2d,
}
