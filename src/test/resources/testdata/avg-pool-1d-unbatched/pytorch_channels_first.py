"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def avg_pool1d(x):
    """AvgPool1d(kernel_size=(2,), stride=(2,)).

    x (4, 9) -> (4, 4)
    """
    x = x.unsqueeze(0)  # (1, 4, 9)
    x = F.avg_pool1d(x, 2, stride=2)  # (1, 4, 4)
    x = x.squeeze(0)  # (4, 4)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
