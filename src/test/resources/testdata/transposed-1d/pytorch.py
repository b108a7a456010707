"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d(x, weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    x (2, 258, 249), weight (258, 1, 7) -> (2, 1, 1481)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=6, padding=9, output_padding=4
    )  # (2, 1, 1481)
    return x


LAYERS = {
    "transposed-1d": transposed_1d,
}
