"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 1, 4), weight (1, C_out, 3) -> (1, C_out, 8)
    """
    c_out = tf.shape(weight)[1]
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 1)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, C_out, 1)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([1, 9, c_out]), strides=2, padding="VALID"
    )  # (1, 9, C_out)
    x = x[:, 1:]  # (1, 8, C_out)
    x = tf.add(x, bias)  # (1, 8, C_out)
    x = tf.transpose(x, [0, 2, 1])  # (1, C_out, 8)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
