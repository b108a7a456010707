"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 4, 1), weight (3, C_out, 1) -> (1, 8, C_out)
    """
    c_out = tf.shape(weight)[1]
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([1, 9, c_out]), strides=2, padding="VALID"
    )  # (1, 9, C_out)
    x = x[:, 1:]  # (1, 8, C_out)
    x = tf.add(x, bias)  # (1, 8, C_out)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
