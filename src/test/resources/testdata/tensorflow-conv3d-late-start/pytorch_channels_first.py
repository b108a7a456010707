"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv3d(x, weight, bias=None):
    """tf.nn.conv3d(x, filters (1, 1, 1, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (1, 1, 8, 8, 8), weight (1, 1, 1, 1, 2) -> (1, 2, 2, 2, 2)
    """
    weight = weight.permute(4, 3, 0, 1, 2)  # (2, 1, 1, 1, 1)
    x = F.pad(x, (-1, -2, -1, -2, -1, -2))  # (1, 1, 5, 5, 5)
    x = F.conv3d(x, weight, bias, stride=(4, 4, 4))  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "conv3d": conv3d,
}
