"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def max_pool2d(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), ceil_mode=True).

    x (1, 3, 8, 8) -> (1, 3, 4, 4)
    """
    x = F.max_pool2d(x, (3, 3), stride=(2, 2), ceil_mode=True)  # (1, 3, 4, 4)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
