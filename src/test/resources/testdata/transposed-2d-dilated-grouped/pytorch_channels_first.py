"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_2d_dilated_grouped(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (4, 3, 9), weight (4, 1, 2, 2) -> (2, 12, 12)
    """
    x = x.unsqueeze(0)  # (1, 4, 3, 9)
    x = F.conv_transpose2d(
        x,
        weight,
        bias,
        padding=(1, 0),
        output_padding=(5, 0),
        groups=2,
        dilation=(6, 3),
    )  # (1, 2, 12, 12)
    x = x.squeeze(0)  # (2, 12, 12)
    return x


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
