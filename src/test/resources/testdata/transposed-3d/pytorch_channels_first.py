"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_3d(x, weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    x (1, 4, 5, 6, 4), weight (4, 2, 3, 4, 2) -> (1, 2, 5, 12, 9)
    """
    x = F.conv_transpose3d(
        x, weight, bias, stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)
    )  # (1, 2, 5, 12, 9)
    return x


LAYERS = {
    "transposed-3d": transposed_3d,
}
