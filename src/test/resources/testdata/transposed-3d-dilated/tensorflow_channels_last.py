"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_3d_dilated(x, weight, bias):
    """ConvTranspose3d(2, 2, kernel_size=(2, 3, 2), stride=(2, 2, 2), padding=(1, 1, 1), dilation=(2, 3, 4), groups=2).

    x (N, D_in, 5, W_in, 2), weight (2, 3, 2, 1, 2) -> (N, 2*D_in - 1, 13, 2*W_in + 1, 2)
    """
    n = tf.shape(x)[0]
    d_in = tf.shape(x)[1]
    w_in = tf.shape(x)[3]
    weight = tf.expand_dims(weight, 1)  # (2, 1, 3, 2, 1, 2)
    weight = tf.pad(
        weight, [[0, 0], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0]]
    )  # (2, 2, 3, 2, 1, 2)
    weight = tf.reshape(weight, [4, 3, 2, 1, 2])  # (4, 3, 2, 1, 2)
    weight = weight[:-1]  # (3, 3, 2, 1, 2)
    weight = tf.expand_dims(weight, 2)  # (3, 3, 1, 2, 1, 2)
    weight = tf.pad(
        weight, [[0, 0], [0, 0], [0, 2], [0, 0], [0, 0], [0, 0]]
    )  # (3, 3, 3, 2, 1, 2)
    weight = tf.reshape(weight, [3, 9, 2, 1, 2])  # (3, 9, 2, 1, 2)
    weight = weight[:, :-2]  # (3, 7, 2, 1, 2)
    weight = tf.expand_dims(weight, 3)  # (3, 7, 2, 1, 1, 2)
    weight = tf.pad(
        weight, [[0, 0], [0, 0], [0, 0], [0, 3], [0, 0], [0, 0]]
    )  # (3, 7, 2, 4, 1, 2)
    weight = tf.reshape(weight, [3, 7, 8, 1, 2])  # (3, 7, 8, 1, 2)
    weight = weight[:, :, :-3]  # (3, 7, 5, 1, 2)
    xs = tf.split(x, 2, axis=4)  # 2 of (N, D_in, 5, W_in, 1)
    weights = tf.split(weight, 2, axis=4)  # 2 of (3, 7, 5, 1, 1)
    xs = [
        tf.nn.conv3d_transpose(
            part,
            kernel,
            output_shape=tf.stack([n, 2 * d_in + 1, 15, 2 * w_in + 3, 1]),
            strides=[2, 2, 2],
            padding="VALID",
        )
        for part, kernel in zip(xs, weights)
    ]  # each (N, 2*D_in + 1, 15, 2*W_in + 3, 1)
    x = tf.concat(xs, axis=4)  # (N, 2*D_in + 1, 15, 2*W_in + 3, 2)
    x = x[:, 1:-1, 1:14, 1:-1]  # (N, 2*D_in - 1, 13, 2*W_in + 1, 2)
    x = tf.add(x, bias)  # (N, 2*D_in - 1, 13, 2*W_in + 1, 2)
    return x


LAYERS = {
    "transposed-3d-dilated": transposed_3d_dilated,
}
