"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_open_batch(x, weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 4, 16), weight (4, 2, 5) -> (N, 2, 50)
    """
    n = tf.shape(x)[0]
    x = tf.transpose(x, [0, 2, 1])  # (N, 16, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (5, 2, 4)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([n, 50, 2]), strides=3, padding="VALID"
    )  # (N, 50, 2)
    x = tf.pad(x, [[0, 0], [0, 1], [0, 0]])  # (N, 51, 2)
    x = x[:, 1:]  # (N, 50, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 50, 2)
    x = tf.transpose(x, [0, 2, 1])  # (N, 2, 50)
    return x


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
