"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool3d(x):
    """AvgPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), divisor_override=5).

    x (1, 2, 4, 4, 4) -> (1, 2, 2, 2, 2)
    """
    x = tf.transpose(x, [0, 2, 3, 4, 1])  # (1, 4, 4, 4, 2)
    x = tf.nn.avg_pool3d(
        x, ksize=[2, 2, 2], strides=[2, 2, 2], padding="VALID"
    )  # (1, 2, 2, 2, 2)
    x = x * 8 / 5  # (1, 2, 2, 2, 2)
    x = tf.transpose(x, [0, 4, 1, 2, 3])  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "avg_pool3d": avg_pool3d,
}
