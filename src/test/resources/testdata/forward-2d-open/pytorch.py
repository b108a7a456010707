"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def forward_2d_open(x, weight, bias):
    """Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, 3, H_in, W_in), weight (16, 3, 3, 3) -> (N, 16, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = F.conv2d(
        x, weight, bias, stride=(2, 2), padding=(1, 1)
    )  # (N, 16, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "forward-2d-open": forward_2d_open,
}
