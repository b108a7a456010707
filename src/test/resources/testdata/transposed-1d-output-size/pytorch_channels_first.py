"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 1, 4), weight (1, C_out, 3) -> (1, C_out, 8)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=2, padding=1, output_padding=1
    )  # (1, C_out, 8)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
