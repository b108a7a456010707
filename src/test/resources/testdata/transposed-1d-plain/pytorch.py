"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_plain(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    x (1, 2, 5), weight (2, 3, 3) -> (1, 3, 7)
    """
    x = F.conv_transpose1d(x, weight, bias)  # (1, 3, 7)
    return x


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
