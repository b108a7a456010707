"""PyTorch's layers in TensorFlow, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """PyTorch's weight, of whichever layer below, as TensorFlow has it."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_plain(x, weight, bias=None):
    """Conv1d(1, 1, kernel_size=(1,), stride=(1,), bias=False).

    x (1, 4, 1), weight (1, 1, 1) -> (1, 4, 1)
    """
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 4, 1)
    return x


LAYERS = {
    "forward-1d-plain": forward_1d_plain,
}
