"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), ceil_mode=True).

    x (1, 3, 8, 8) -> (1, 3, 5, 5)
    """
    x = F.avg_pool2d(
        x, (3, 3), stride=(2, 2), padding=(1, 1), ceil_mode=True
    )  # (1, 3, 5, 5)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
