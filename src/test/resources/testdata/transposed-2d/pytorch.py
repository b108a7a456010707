"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_2d(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 16, 14, 14), weight (16, 8, 4, 4) -> (1, 8, 28, 28)
    """
    x = F.conv_transpose2d(
        x, weight, bias, stride=(2, 2), padding=(1, 1)
    )  # (1, 8, 28, 28)
    return x


LAYERS = {
    "transposed-2d": transposed_2d,
}
