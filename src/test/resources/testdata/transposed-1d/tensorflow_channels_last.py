"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d(x, weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    x (2, 249, 258), weight (7, 1, 258) -> (2, 1481, 1)
    """
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[2, 1495, 1], strides=6, padding="VALID"
    )  # (2, 1495, 1)
    x = x[:, 9:1490]  # (2, 1481, 1)
    x = tf.add(x, bias)  # (2, 1481, 1)
    return x


LAYERS = {
    "transposed-1d": transposed_1d,
}
