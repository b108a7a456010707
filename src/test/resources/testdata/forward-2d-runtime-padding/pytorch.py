"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_2d_runtime_padding(x, weight, bias=None):
    """Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False).

    x (1, 3, 380, 381), weight (48, 3, 3, 3) -> (1, 48, 190, 191)
    """
    x = F.pad(x, (1, 1, 0, 1))  # (1, 3, 381, 383)
    x = F.conv2d(x, weight, bias, stride=(2, 2))  # (1, 48, 190, 191)
    return x


LAYERS = {
    "forward-2d-runtime-padding": forward_2d_runtime_padding,
}
