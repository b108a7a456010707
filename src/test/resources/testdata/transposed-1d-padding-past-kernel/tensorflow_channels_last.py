"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_padding_past_kernel(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(1,), stride=(8,), padding=(6,), dilation=(7,), output_padding=(7,)).

    x (1, 2, 1), weight (1, C_out, 1) -> (1, 4, C_out)
    """
    c_out = tf.shape(weight)[1]
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([1, 9, c_out]), strides=8, padding="VALID"
    )  # (1, 9, C_out)
    x = tf.pad(x, [[0, 0], [0, 1], [0, 0]])  # (1, 10, C_out)
    x = x[:, 6:]  # (1, 4, C_out)
    x = tf.add(x, bias)  # (1, 4, C_out)
    return x


LAYERS = {
    "transposed-1d-padding-past-kernel": transposed_1d_padding_past_kernel,
}
