"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def conv_transpose1d(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    x (2, 5, 2), weight (3, 3, 2) -> (2, 9, 3)
    """
    weight = tf.reverse(weight, axis=[0])  # (3, 3, 2)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[2, 11, 3], strides=2, padding="VALID"
    )  # (2, 11, 3)
    x = x[:, 1:10]  # (2, 9, 3)
    x = tf.add(x, bias)  # (2, 9, 3)
    return x


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
