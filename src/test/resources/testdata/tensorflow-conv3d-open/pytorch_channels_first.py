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


def conv3d(x, weight, bias=None):
    """tf.nn.conv3d(x, filters (2, 2, 2, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (N, 1, D_in, H_in, W_in), weight (2, 2, 2, 1, 2) -> (N, 2, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4))
    """
    weight = weight.permute(4, 3, 0, 1, 2)  # (2, 1, 2, 2, 2)
    x = same_pad(
        x, (2, 2, 2), (4, 4, 4), (1, 1, 1), late_start=True
    )  # (N, 1, 4*floor((D_in + 3)/4) - 2, 4*floor((H_in + 3)/4) - 2, 4*floor((W_in + 3)/4) - 2)
    x = F.conv3d(
        x, weight, bias, stride=(4, 4, 4)
    )  # (N, 2, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4))
    return x


LAYERS = {
    "conv3d": conv3d,
}
