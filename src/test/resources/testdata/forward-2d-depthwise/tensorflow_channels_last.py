"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_2d_depthwise(x, weight, bias=None):
    """Conv2d(6, 12, kernel_size=(3, 3), stride=(2, 2), padding=(2, 2), dilation=(2, 2), groups=6, bias=False).

    x (1, 17, 17, 6), weight (3, 3, 1, 12) -> (1, 9, 9, 12)
    """
    x = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]])  # (1, 21, 21, 6)
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="VALID", dilations=[2, 2]
    )  # (1, 9, 9, 12)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 9, 9, 12)
    return x


LAYERS = {
    "forward-2d-depthwise": forward_2d_depthwise,
}
