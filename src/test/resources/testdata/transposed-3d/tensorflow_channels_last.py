"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_3d(x, weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    x (1, 5, 6, 4, 4), weight (3, 4, 2, 2, 4) -> (1, 5, 12, 9, 2)
    """
    x = tf.nn.conv3d_transpose(
        x, weight, output_shape=[1, 7, 14, 8, 2], strides=[1, 2, 2], padding="VALID"
    )  # (1, 7, 14, 8, 2)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, 1], [0, 0]])  # (1, 7, 14, 9, 2)
    x = x[:, 1:6, 1:13]  # (1, 5, 12, 9, 2)
    x = tf.add(x, bias)  # (1, 5, 12, 9, 2)
    return x


LAYERS = {
    "transposed-3d": transposed_3d,
}
