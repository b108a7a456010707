"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), count_include_pad=False).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = F.avg_pool2d(
        x, (3, 3), stride=(2, 2), padding=(1, 1), count_include_pad=False
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
