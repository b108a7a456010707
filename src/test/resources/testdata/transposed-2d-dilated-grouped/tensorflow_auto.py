"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def transposed_2d_dilated_grouped(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (4, 3, 9), weight (4, 1, 2, 2) -> (2, 12, 12)
    """
    x = tf.transpose(x, [1, 2, 0])  # (3, 9, 4)
    x = tf.expand_dims(x, 0)  # (1, 3, 9, 4)
    weight = tf.transpose(weight, [2, 3, 0, 1])  # (2, 2, 4, 1)
    weights = tf.split(weight, 2, axis=2)  # 2 of (2, 2, 2, 1)
    weight = tf.concat(weights, axis=3)  # (2, 2, 2, 2)
    weight = tf.reverse(weight, axis=[0, 1])  # (2, 2, 2, 2)
    x = tf.pad(x, [[0, 0], [5, 10], [3, 3], [0, 0]])  # (1, 18, 15, 4)
    x = tf.nn.conv2d(
        x, weight, strides=[1, 1], padding="VALID", dilations=[6, 3]
    )  # (1, 12, 12, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 12, 12, 2)
    x = tf.squeeze(x, 0)  # (12, 12, 2)
    x = tf.transpose(x, [2, 0, 1])  # (2, 12, 12)
    return x


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
