"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_open(x, weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    x (N, 4, L_in), weight (4, 2, 4) -> (N, 2, 2*L_in)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (4, 2, 4)
    x = tf.nn.conv1d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * l_in + 2, 2]),
        strides=2,
        padding="VALID",
    )  # (N, 2*L_in + 2, 2)
    x = x[:, 1:-1]  # (N, 2*L_in, 2)
    x = tf.add(x, bias)  # (N, 2*L_in, 2)
    x = tf.transpose(x, [0, 2, 1])  # (N, 2, 2*L_in)
    return x


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
