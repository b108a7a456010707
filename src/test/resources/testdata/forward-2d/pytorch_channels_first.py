"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_2d(x, weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 3, 224, 224), weight (64, 3, 7, 7) -> (1, 64, 112, 112)
    """
    x = F.conv2d(x, weight, bias, stride=(2, 2), padding=(3, 3))  # (1, 64, 112, 112)
    return x


LAYERS = {
    "forward-2d": forward_2d,
}
