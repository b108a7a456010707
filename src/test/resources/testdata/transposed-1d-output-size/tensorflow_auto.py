"""PyTorch layers in TensorFlow, written by padbridge."""

import tensorflow as tf


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 1, 4), weight (1, 1, 3) -> (1, 1, 8)
    """
    x = tf.transpose(x, [0, 2, 1])  # (1, 4, 1)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 1, 1)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 9, 1], strides=2, padding="VALID"
    )  # (1, 9, 1)
    x = x[:, 1:]  # (1, 8, 1)
    x = tf.add(x, bias)  # (1, 8, 1)
    x = tf.transpose(x, [0, 2, 1])  # (1, 1, 8)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
