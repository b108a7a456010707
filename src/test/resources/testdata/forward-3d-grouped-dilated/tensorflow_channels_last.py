"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_3d_grouped_dilated(x, weight, bias):
    """Conv3d(2, 4, kernel_size=(1, 3, 2), stride=(1, 2, 1), padding=(1, 2, 1), dilation=(1, 2, 1), groups=2, padding_mode='circular').

    x (1, 4, 6, 5, 2), weight (1, 3, 2, 1, 4) -> (1, 6, 3, 6, 4)
    """
    x = tf.gather(x, tf.math.floormod(tf.range(-1, 5), 4), axis=1)  # (1, 6, 6, 5, 2)
    x = tf.gather(x, tf.math.floormod(tf.range(-2, 8), 6), axis=2)  # (1, 6, 10, 5, 2)
    x = tf.gather(x, tf.math.floormod(tf.range(-1, 6), 5), axis=3)  # (1, 6, 10, 7, 2)
    weight = tf.expand_dims(weight, 2)  # (1, 3, 1, 2, 1, 4)
    weight = tf.pad(
        weight, [[0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [0, 0]]
    )  # (1, 3, 2, 2, 1, 4)
    weight = tf.reshape(weight, [1, 6, 2, 1, 4])  # (1, 6, 2, 1, 4)
    weight = weight[:, :-1]  # (1, 5, 2, 1, 4)
    xs = tf.split(x, 2, axis=4)  # 2 of (1, 6, 10, 7, 1)
    weights = tf.split(weight, 2, axis=4)  # 2 of (1, 5, 2, 1, 2)
    xs = [
        tf.nn.conv3d(part, kernel, strides=[1, 1, 2, 1, 1], padding="VALID")
        for part, kernel in zip(xs, weights)
    ]  # each (1, 6, 3, 6, 2)
    x = tf.concat(xs, axis=4)  # (1, 6, 3, 6, 4)
    x = tf.add(x, bias)  # (1, 6, 3, 6, 4)
    return x


LAYERS = {
    "forward-3d-grouped-dilated": forward_3d_grouped_dilated,
}
