"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_output_padding_past_padding(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    x (1, 4, 1), weight (2, C_out, 1) -> (1, 13, C_out)
    """
    c_out = tf.shape(weight)[1]
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([1, 11, c_out]), strides=3, padding="VALID"
    )  # (1, 11, C_out)
    x = tf.pad(x, [[0, 0], [0, 2], [0, 0]])  # (1, 13, C_out)
    x = tf.add(x, bias)  # (1, 13, C_out)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
