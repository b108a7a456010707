"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def avg_pool3d(x):
    """AvgPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), divisor_override=5).

    x (1, 2, 4, 4, 4) -> (1, 2, 2, 2, 2)
    """
    x = F.avg_pool3d(
        x, (2, 2, 2), stride=(2, 2, 2), divisor_override=5
    )  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "avg_pool3d": avg_pool3d,
}
