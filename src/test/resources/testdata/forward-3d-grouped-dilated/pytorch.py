"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_3d_grouped_dilated(x, weight, bias):
    """Conv3d(2, 4, kernel_size=(1, 3, 2), stride=(1, 2, 1), padding=(1, 2, 1), dilation=(1, 2, 1), groups=2, padding_mode='circular').

    x (1, 2, 4, 6, 5), weight (4, 1, 1, 3, 2) -> (1, 4, 6, 3, 6)
    """
    x = F.pad(x, (1, 1, 2, 2, 1, 1), mode="circular")  # (1, 2, 6, 10, 7)
    x = F.conv3d(
        x, weight, bias, stride=(1, 2, 1), dilation=(1, 2, 1), groups=2
    )  # (1, 4, 6, 3, 6)
    return x


LAYERS = {
    "forward-3d-grouped-dilated": forward_3d_grouped_dilated,
}
