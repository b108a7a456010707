"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv1d(x, weight, bias):
    """tf.nn.conv1d(x, filters (3, 3, 4), strides=[1], padding="causal", dilations=[2]) + bias.

    x (N, 3, L_in), weight (3, 3, 4) -> (N, 4, L_in)
    """
    weight = weight.permute(2, 1, 0)  # (4, 3, 3)
    x = F.pad(x, (4, 0))  # (N, 3, L_in + 4)
    x = F.conv1d(x, weight, bias, dilation=2)  # (N, 4, L_in)
    return x


LAYERS = {
    "conv1d": conv1d,
}
