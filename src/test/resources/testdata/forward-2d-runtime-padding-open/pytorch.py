"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def same_pad(x, kernel_size, stride, dilation, value=0.0, late_start=False):
    """Pads x, (N, C, spatial...), as TensorFlow's SAME does for its size.

    What a stride leaves over is cut off the end, with late_start half of it off the
    start, as TensorFlow's 3-D ops do on CPU.
    """
    amounts = []
    for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
        total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
        before = max(total, 0) // 2
        if late_start and total < 0:
            before = -(-total // 2)
        amounts = [before, total - before] + amounts
    return F.pad(x, amounts, value=value)


def forward_2d_runtime_padding_open(x, weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, 8, H_in, W_in), weight (8, 1, 5, 5) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = same_pad(
        x, (5, 5), (2, 2), (1, 1)
    )  # (N, 8, 2*floor((H_in + 1)/2) + 3, 2*floor((W_in + 1)/2) + 3)
    x = F.conv2d(
        x, weight, bias, stride=(2, 2), groups=8
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
