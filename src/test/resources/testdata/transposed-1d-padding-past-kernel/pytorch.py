"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_padding_past_kernel(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(1,), stride=(8,), padding=(6,), dilation=(7,), output_padding=(7,)).

    x (1, 1, 2), weight (1, C_out, 1) -> (1, C_out, 4)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=8, padding=6, output_padding=7, dilation=7
    )  # (1, C_out, 4)
    return x


LAYERS = {
    "transposed-1d-padding-past-kernel": transposed_1d_padding_past_kernel,
}
