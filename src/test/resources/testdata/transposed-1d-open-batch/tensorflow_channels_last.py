"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_open_batch(x, weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 16, 4), weight (5, 2, 4) -> (N, 50, 2)
    """
    n = tf.shape(x)[0]
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([n, 50, 2]), strides=3, padding="VALID"
    )  # (N, 50, 2)
    x = tf.pad(x, [[0, 0], [0, 1], [0, 0]])  # (N, 51, 2)
    x = x[:, 1:]  # (N, 50, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 50, 2)
    return x


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
