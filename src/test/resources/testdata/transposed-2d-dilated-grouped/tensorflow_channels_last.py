"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_2d_dilated_grouped(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (3, 9, 4), weight (2, 2, 1, 4) -> (12, 12, 2)
    """
    x = tf.expand_dims(x, 0)  # (1, 3, 9, 4)
    weight = tf.expand_dims(weight, 1)  # (2, 1, 2, 1, 4)
    weight = tf.pad(weight, [[0, 0], [0, 5], [0, 0], [0, 0], [0, 0]])  # (2, 6, 2, 1, 4)
    weight = tf.reshape(weight, [12, 2, 1, 4])  # (12, 2, 1, 4)
    weight = weight[:-5]  # (7, 2, 1, 4)
    weight = tf.expand_dims(weight, 2)  # (7, 2, 1, 1, 4)
    weight = tf.pad(weight, [[0, 0], [0, 0], [0, 2], [0, 0], [0, 0]])  # (7, 2, 3, 1, 4)
    weight = tf.reshape(weight, [7, 6, 1, 4])  # (7, 6, 1, 4)
    weight = weight[:, :-2]  # (7, 4, 1, 4)
    xs = tf.split(x, 2, axis=3)  # 2 of (1, 3, 9, 2)
    weights = tf.split(weight, 2, axis=3)  # 2 of (7, 4, 1, 2)
    xs = [
        tf.nn.conv2d_transpose(
            part, kernel, output_shape=[1, 9, 12, 1], strides=[1, 1], padding="VALID"
        )
        for part, kernel in zip(xs, weights)
    ]  # each (1, 9, 12, 1)
    x = tf.concat(xs, axis=3)  # (1, 9, 12, 2)
    x = tf.pad(x, [[0, 0], [0, 4], [0, 0], [0, 0]])  # (1, 13, 12, 2)
    x = x[:, 1:]  # (1, 12, 12, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 12, 12, 2)
    x = tf.squeeze(x, 0)  # (12, 12, 2)
    return x


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
