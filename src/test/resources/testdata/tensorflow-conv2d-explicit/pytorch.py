"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 1, 1), strides=[2, 1], padding=[[0, 0], [0, 1], [2, 2], [0, 0]]), kernel flipped.

    x (1, 8, 8, 1), weight (3, 3, 1, 1) -> (1, 4, 10, 1)
    """
    x = x.permute(0, 3, 1, 2)  # (1, 1, 8, 8)
    weight = weight.permute(3, 2, 0, 1)  # (1, 1, 3, 3)
    weight = torch.flip(weight, (2, 3))  # (1, 1, 3, 3)
    x = F.pad(x, (2, 2, 0, 1))  # (1, 1, 9, 12)
    x = F.conv2d(x, weight, bias, stride=(2, 1))  # (1, 1, 4, 10)
    x = x.permute(0, 2, 3, 1)  # (1, 4, 10, 1)
    return x


LAYERS = {
    "conv2d": conv2d,
}
