"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (1, 3, 224, 224), weight (3, 3, 3, 64) -> (1, 64, 112, 112)
    """
    weight = weight.permute(3, 2, 0, 1)  # (64, 3, 3, 3)
    x = F.pad(x, (0, 1, 0, 1))  # (1, 3, 225, 225)
    x = F.conv2d(x, weight, bias, stride=(2, 2))  # (1, 64, 112, 112)
    return x


LAYERS = {
    "conv2d": conv2d,
}
