"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_open(x, weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    x (N, 4, L_in), weight (4, 2, 4) -> (N, 2, 2*L_in)
    """
    x = F.conv_transpose1d(x, weight, bias, stride=2, padding=1)  # (N, 2, 2*L_in)
    return x


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
