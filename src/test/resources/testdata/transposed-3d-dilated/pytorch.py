"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_3d_dilated(x, weight, bias):
    """ConvTranspose3d(2, 2, kernel_size=(2, 3, 2), stride=(2, 2, 2), padding=(1, 1, 1), dilation=(2, 3, 4), groups=2).

    x (N, 2, D_in, 5, W_in), weight (2, 1, 2, 3, 2) -> (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    """
    x = F.conv_transpose3d(
        x,
        weight,
        bias,
        stride=(2, 2, 2),
        padding=(1, 1, 1),
        groups=2,
        dilation=(2, 3, 4),
    )  # (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    return x


LAYERS = {
    "transposed-3d-dilated": transposed_3d_dilated,
}
