"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_same_dilated_open(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding='same', dilation=(3,), groups=4).

    x (N, L_in, 4), weight (4, 1, 4) -> (N, L_in, 4)
    """
    x = tf.pad(x, [[0, 0], [4, 5], [0, 0]])  # (N, L_in + 9, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID", dilations=3)  # (N, L_in, 4)
    x = tf.add(x, bias)  # (N, L_in, 4)
    return x


LAYERS = {
    "forward-1d-same-dilated-open": forward_1d_same_dilated_open,
}
