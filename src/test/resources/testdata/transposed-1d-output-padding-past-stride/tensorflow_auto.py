"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_1d_output_padding_past_stride(x, weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 3, 10), weight (3, 2, 3) -> (2, 2, 28)
    """
    x = tf.transpose(x, [0, 2, 1])  # (2, 10, 3)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 2, 3)
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
    x = tf.transpose(x, [0, 2, 1])  # (2, 2, 28)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
