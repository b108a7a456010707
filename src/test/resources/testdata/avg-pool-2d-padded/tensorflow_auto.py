"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (1, 3, 9, 9) -> (1, 3, 5, 5)
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (1, 9, 9, 3)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (1, 11, 11, 3)
    x = tf.nn.avg_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (1, 5, 5, 3)
    x = tf.transpose(x, [0, 3, 1, 2])  # (1, 3, 5, 5)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
