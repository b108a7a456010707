"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_2d_open(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    x (N, 16, H_in, W_in), weight (16, 8, 3, 5) -> (N, 8, 2*H_in, W_in)
    """
    n = tf.shape(x)[0]
    h_in = tf.shape(x)[2]
    w_in = tf.shape(x)[3]
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, 16)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (3, 5, 8, 16)
    x = tf.nn.conv2d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * h_in, w_in, 8]),
        strides=[2, 1],
        padding=[[0, 0], [1, 1], [2, 2], [0, 0]],
    )  # (N, 2*H_in, W_in, 8)
    x = tf.add(x, bias)  # (N, 2*H_in, W_in, 8)
    x = tf.transpose(x, [0, 3, 1, 2])  # (N, 8, 2*H_in, W_in)
    return x


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
