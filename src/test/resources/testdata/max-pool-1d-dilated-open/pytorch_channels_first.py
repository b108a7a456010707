"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in - 1)/2))
    """
    x = F.max_pool1d(
        x, 3, stride=2, padding=1, dilation=2
    )  # (N, C_in, floor((L_in - 1)/2))
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
