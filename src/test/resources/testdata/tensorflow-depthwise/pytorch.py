"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def depthwise_conv2d(x, weight, bias=None):
    """tf.nn.depthwise_conv2d(x, filters (3, 3, 3, 2), strides=[1, 1], padding="SAME", dilations=[2, 2]).

    x (1, 9, 9, 3), weight (3, 3, 3, 2) -> (1, 9, 9, 6)
    """
    x = x.permute(0, 3, 1, 2)  # (1, 3, 9, 9)
    weight = weight.permute(2, 3, 0, 1)  # (3, 2, 3, 3)
    weight = weight.reshape(6, 1, 3, 3)  # (6, 1, 3, 3)
    x = F.conv2d(
        x, weight, bias, padding=(2, 2), dilation=(2, 2), groups=3
    )  # (1, 6, 9, 9)
    x = x.permute(0, 2, 3, 1)  # (1, 9, 9, 6)
    return x


LAYERS = {
    "depthwise_conv2d": depthwise_conv2d,
}
