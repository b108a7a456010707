"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_2d_depthwise(x, weight, bias):
    """ConvTranspose2d(3, 3, kernel_size=(2, 2), stride=(2, 2), groups=3).

    x (1, 3, 5, 5), weight (3, 1, 2, 2) -> (1, 3, 10, 10)
    """
    x = F.conv_transpose2d(x, weight, bias, stride=(2, 2), groups=3)  # (1, 3, 10, 10)
    return x


LAYERS = {
    "transposed-2d-depthwise": transposed_2d_depthwise,
}
