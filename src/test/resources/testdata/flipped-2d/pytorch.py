"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d(x, weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 2, 5, 6), weight (3, 2, 2, 3) -> (1, 3, 6, 6)
    """
    weight = torch.flip(weight, (2, 3))  # (3, 2, 2, 3)
    x = F.conv2d(x, weight, bias, padding=(1, 1))  # (1, 3, 6, 6)
    return x


LAYERS = {
    "conv2d": conv2d,
}
