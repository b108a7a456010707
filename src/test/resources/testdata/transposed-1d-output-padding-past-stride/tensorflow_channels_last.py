"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_output_padding_past_stride(x, weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 10, 3), weight (3, 2, 3) -> (2, 28, 2)
    """
    weight = tf.expand_dims(weight, 1)  # (3, 1, 2, 3)
    weight = tf.pad(weight, [[0, 0], [0, 3], [0, 0], [0, 0]])  # (3, 4, 2, 3)
    weight = tf.reshape(weight, [12, 2, 3])  # (12, 2, 3)
    weight = weight[:-3]  # (9, 2, 3)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[2, 27, 2], strides=2, padding="VALID"
    )  # (2, 27, 2)
    x = tf.pad(x, [[0, 0], [0, 2], [0, 0]])  # (2, 29, 2)
    x = x[:, 1:]  # (2, 28, 2)
    x = tf.add(x, bias)  # (2, 28, 2)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
