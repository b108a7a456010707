"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_2d_open(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    x (N, 16, H_in, W_in), weight (16, 8, 3, 5) -> (N, 8, 2*H_in, W_in)
    """
    x = F.conv_transpose2d(
        x, weight, bias, stride=(2, 1), padding=(1, 2), output_padding=(1, 0)
    )  # (N, 8, 2*H_in, W_in)
    return x


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
