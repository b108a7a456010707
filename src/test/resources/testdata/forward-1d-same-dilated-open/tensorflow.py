"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def forward_1d_same_dilated_open(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding='same', dilation=(3,), groups=4).

    x (N, 4, L_in), weight (4, 1, 4) -> (N, 4, L_in)
    """
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (4, 1, 4)
    x = tf.pad(x, [[0, 0], [4, 5], [0, 0]])  # (N, L_in + 9, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID", dilations=3)  # (N, L_in, 4)
    x = tf.add(x, bias)  # (N, L_in, 4)
    x = tf.transpose(x, [0, 2, 1])  # (N, 4, L_in)
    return x


LAYERS = {
    "forward-1d-same-dilated-open": forward_1d_same_dilated_open,
}
