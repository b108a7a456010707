"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def avg_pool1d(x):
    """AvgPool1d(kernel_size=(2,), stride=(2,)).

    x (4, 9) -> (4, 4)
    """
    x = tf.transpose(x, [1, 0])  # (9, 4)
    x = tf.expand_dims(x, 0)  # (1, 9, 4)
    x = tf.nn.avg_pool1d(x, ksize=2, strides=2, padding="VALID")  # (1, 4, 4)
    x = tf.squeeze(x, 0)  # (4, 4)
    x = tf.transpose(x, [1, 0])  # (4, 4)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
