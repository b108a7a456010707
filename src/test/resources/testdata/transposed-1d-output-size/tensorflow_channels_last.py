"""PyTorch layers in TensorFlow, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in TensorFlow's order of axes."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 4, 1), weight (3, 1, 1) -> (1, 8, 1)
    """
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 9, 1], strides=2, padding="VALID"
    )  # (1, 9, 1)
    x = x[:, 1:]  # (1, 8, 1)
    x = tf.add(x, bias)  # (1, 8, 1)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
