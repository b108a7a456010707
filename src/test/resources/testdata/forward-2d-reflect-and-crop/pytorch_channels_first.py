"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_2d_reflect_and_crop(x, weight, bias):
    """Conv2d(1, C_out, kernel_size=(3, 1), stride=(1, 1), padding=(2, -1), padding_mode='reflect').

    x (1, 1, 5, W_in), weight (C_out, 1, 3, 1) -> (1, C_out, 7, W_in - 2)
    """
    x = F.pad(x, (-1, -1))  # (1, 1, 5, W_in - 2)
    x = F.pad(x, (0, 0, 2, 2), mode="reflect")  # (1, 1, 9, W_in - 2)
    x = F.conv2d(x, weight, bias)  # (1, C_out, 7, W_in - 2)
    return x


LAYERS = {
    "forward-2d-reflect-and-crop": forward_2d_reflect_and_crop,
}
