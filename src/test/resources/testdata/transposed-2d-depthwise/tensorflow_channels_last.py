"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_2d_depthwise(x, weight, bias):
    """ConvTranspose2d(3, 3, kernel_size=(2, 2), stride=(2, 2), groups=3).

    x (1, 5, 5, 3), weight (2, 2, 1, 3) -> (1, 10, 10, 3)
    """
    xs = tf.split(x, 3, axis=3)  # 3 of (1, 5, 5, 1)
    weights = tf.split(weight, 3, axis=3)  # 3 of (2, 2, 1, 1)
    xs = [
        tf.nn.conv2d_transpose(
            part, kernel, output_shape=[1, 10, 10, 1], strides=[2, 2], padding="VALID"
        )
        for part, kernel in zip(xs, weights)
    ]  # each (1, 10, 10, 1)
    x = tf.concat(xs, axis=3)  # (1, 10, 10, 3)
    x = tf.add(x, bias)  # (1, 10, 10, 3)
    return x


LAYERS = {
    "transposed-2d-depthwise": transposed_2d_depthwise,
}
