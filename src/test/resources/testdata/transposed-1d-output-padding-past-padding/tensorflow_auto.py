"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_output_padding_past_padding(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    x (1, 1, 4), weight (1, C_out, 2) -> (1, C_out, 13)
    """
    c_out = tf.shape(weight)[1]
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 1)
    weight = tf.transpose(weight, [2, 1, 0])  # (2, C_out, 1)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([1, 11, c_out]), strides=3, padding="VALID"
    )  # (1, 11, C_out)
    x = tf.pad(x, [[0, 0], [0, 2], [0, 0]])  # (1, 13, C_out)
    x = tf.add(x, bias)  # (1, 13, C_out)
    x = tf.transpose(x, [0, 2, 1])  # (1, C_out, 13)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
