"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_open(x, weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    x (N, L_in, 4), weight (4, 2, 4) -> (N, 2*L_in, 2)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[1]
    x = tf.nn.conv1d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * l_in + 2, 2]),
        strides=2,
        padding="VALID",
    )  # (N, 2*L_in + 2, 2)
    x = x[:, 1:-1]  # (N, 2*L_in, 2)
    x = tf.add(x, bias)  # (N, 2*L_in, 2)
    return x


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
