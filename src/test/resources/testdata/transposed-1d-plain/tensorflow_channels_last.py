"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_plain(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    x (1, 5, 2), weight (3, 3, 2) -> (1, 7, 3)
    """
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 7, 3], strides=1, padding="VALID"
    )  # (1, 7, 3)
    x = tf.add(x, bias)  # (1, 7, 3)
    return x


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
