"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 2, 6), strides=[1, 1], padding="SAME", data_format="NCHW") + bias.

    x (1, 4, 7, 7), weight (3, 3, 2, 6) -> (1, 6, 7, 7)
    """
    weight = weight.permute(3, 2, 0, 1)  # (6, 2, 3, 3)
    x = F.conv2d(x, weight, bias, padding=(1, 1), groups=2)  # (1, 6, 7, 7)
    return x


LAYERS = {
    "conv2d": conv2d,
}
