"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_2d_depthwise_strided(x, weight, bias):
    """Conv2d(6, 12, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), groups=6).

    x (1, 6, 17, 17), weight (12, 1, 3, 3) -> (1, 12, 9, 9)
    """
    x = F.conv2d(
        x, weight, bias, stride=(2, 2), padding=(1, 1), groups=6
    )  # (1, 12, 9, 9)
    return x


LAYERS = {
    "forward-2d-depthwise-strided": forward_2d_depthwise_strided,
}
