"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv1d(x, weight, bias=None):
    """tf.nn.conv1d(x, filters (4, 3, 4), strides=[2], padding="SAME").

    x (1, 9, 3), weight (4, 3, 4) -> (1, 5, 4)
    """
    x = x.permute(0, 2, 1)  # (1, 3, 9)
    weight = weight.permute(2, 1, 0)  # (4, 3, 4)
    x = F.pad(x, (1, 2))  # (1, 3, 12)
    x = F.conv1d(x, weight, bias, stride=2)  # (1, 4, 5)
    x = x.permute(0, 2, 1)  # (1, 5, 4)
    return x


LAYERS = {
    "conv1d": conv1d,
}
