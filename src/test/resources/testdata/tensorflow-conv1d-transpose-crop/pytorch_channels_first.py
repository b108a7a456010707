"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv1d_transpose(x, weight, bias=None):
    """tf.nn.conv1d_transpose(x, filters (4, 2, 4), output_shape=[1, 5, 2], strides=[1], padding="SAME").

    x (1, 4, 5), weight (4, 2, 4) -> (1, 2, 5)
    """
    weight = weight.permute(2, 1, 0)  # (4, 2, 4)
    x = F.conv_transpose1d(x, weight, bias, padding=1)  # (1, 2, 6)
    x = x[:, :, :5]  # (1, 2, 5)
    return x


LAYERS = {
    "conv1d_transpose": conv1d_transpose,
}
