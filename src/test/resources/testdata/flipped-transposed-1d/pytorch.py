"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv_transpose1d(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    x (2, 2, 5), weight (2, 3, 3) -> (2, 3, 9)
    """
    weight = torch.flip(weight, (2,))  # (2, 3, 3)
    x = F.conv_transpose1d(x, weight, bias, stride=2, padding=1)  # (2, 3, 9)
    return x


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
