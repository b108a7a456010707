"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def transposed_1d_output_padding_past_stride(x, weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 3, 10), weight (3, 2, 3) -> (2, 2, 28)
    """
    x = F.conv_transpose1d(
        x, weight, bias, stride=2, padding=1, output_padding=3, dilation=4
    )  # (2, 2, 28)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
