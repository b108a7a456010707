"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_3d(x, weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    x (1, 3, 8, 16, 16), weight (8, 3, 3, 3, 3) -> (1, 8, 8, 16, 16)
    """
    x = F.conv3d(x, weight, bias, padding=(1, 1, 1))  # (1, 8, 8, 16, 16)
    return x


LAYERS = {
    "forward-3d": forward_3d,
}
