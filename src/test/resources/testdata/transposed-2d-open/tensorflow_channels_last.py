"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_2d_open(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    x (N, H_in, W_in, 16), weight (3, 5, 8, 16) -> (N, 2*H_in, W_in, 8)
    """
    n = tf.shape(x)[0]
    h_in = tf.shape(x)[1]
    w_in = tf.shape(x)[2]
    x = tf.nn.conv2d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * h_in + 1, w_in + 4, 8]),
        strides=[2, 1],
        padding="VALID",
    )  # (N, 2*H_in + 1, W_in + 4, 8)
    x = x[:, 1:, 2:-2]  # (N, 2*H_in, W_in, 8)
    x = tf.add(x, bias)  # (N, 2*H_in, W_in, 8)
    return x


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
