"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_grouped(x, weight, bias):
    """ConvTranspose1d(6, 4, kernel_size=(3,), stride=(2,), groups=2).

    x (1, 6, 7), weight (6, 2, 3) -> (1, 4, 15)
    """
    x = F.conv_transpose1d(x, weight, bias, stride=2, groups=2)  # (1, 4, 15)
    return x


LAYERS = {
    "transposed-1d-grouped": transposed_1d_grouped,
}
