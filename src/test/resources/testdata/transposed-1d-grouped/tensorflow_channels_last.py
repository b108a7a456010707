"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_grouped(x, weight, bias):
    """ConvTranspose1d(6, 4, kernel_size=(3,), stride=(2,), groups=2).

    x (1, 7, 6), weight (3, 2, 6) -> (1, 15, 4)
    """
    xs = tf.split(x, 2, axis=2)  # 2 of (1, 7, 3)
    weights = tf.split(weight, 2, axis=2)  # 2 of (3, 2, 3)
    xs = [
        tf.nn.conv1d_transpose(
            part, kernel, output_shape=[1, 15, 2], strides=2, padding="VALID"
        )
        for part, kernel in zip(xs, weights)
    ]  # each (1, 15, 2)
    x = tf.concat(xs, axis=2)  # (1, 15, 4)
    x = tf.add(x, bias)  # (1, 15, 4)
    return x


LAYERS = {
    "transposed-1d-grouped": transposed_1d_grouped,
}
