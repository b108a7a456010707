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


def avg_pool2d(x):
    """tf.nn.avg_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    coverage = torch.ones_like(x[:1, :1])  # (1, 1, H_in, W_in)
    coverage = same_pad(
        coverage, (3, 3), (2, 2), (1, 1)
    )  # (1, 1, 2*floor((H_in + 1)/2) + 1, 2*floor((W_in + 1)/2) + 1)
    coverage = F.avg_pool2d(
        coverage, (3, 3), stride=(2, 2)
    )  # (1, 1, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = same_pad(
        x, (3, 3), (2, 2), (1, 1)
    )  # (N, C_in, 2*floor((H_in + 1)/2) + 1, 2*floor((W_in + 1)/2) + 1)
    x = F.avg_pool2d(
        x, (3, 3), stride=(2, 2)
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = x / coverage  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
