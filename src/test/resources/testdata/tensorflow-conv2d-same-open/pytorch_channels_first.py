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


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (N, 3, H_in, W_in), weight (3, 3, 3, 64) -> (N, 64, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    weight = weight.permute(3, 2, 0, 1)  # (64, 3, 3, 3)
    x = same_pad(
        x, (3, 3), (2, 2), (1, 1)
    )  # (N, 3, 2*floor((H_in + 1)/2) + 1, 2*floor((W_in + 1)/2) + 1)
    x = F.conv2d(
        x, weight, bias, stride=(2, 2)
    )  # (N, 64, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "conv2d": conv2d,
}
