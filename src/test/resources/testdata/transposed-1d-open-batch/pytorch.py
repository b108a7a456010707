"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_open_batch(x, weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 4, 16), weight (4, 2, 5) -> (N, 2, 50)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=3, padding=1, output_padding=2
    )  # (N, 2, 50)
    return x


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
