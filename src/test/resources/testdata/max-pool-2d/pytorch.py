"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def max_pool2d(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (1, 3, 9, 9) -> (1, 3, 5, 5)
    """
    x = F.max_pool2d(x, (3, 3), stride=(2, 2), padding=(1, 1))  # (1, 3, 5, 5)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
