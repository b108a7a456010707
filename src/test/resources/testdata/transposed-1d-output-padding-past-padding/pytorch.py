"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_output_padding_past_padding(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    x (1, 1, 4), weight (1, C_out, 2) -> (1, C_out, 13)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=3, output_padding=2
    )  # (1, C_out, 13)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
