"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d_transpose(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 2, 4), output_shape=[1, 10, 9, 2], strides=[2, 2], padding="SAME").

    x (1, 4, 5, 5), weight (3, 3, 2, 4) -> (1, 2, 10, 9)
    """
    weight = weight.permute(3, 2, 0, 1)  # (4, 2, 3, 3)
    x = F.conv_transpose2d(
        x, weight, bias, stride=(2, 2), padding=(0, 1)
    )  # (1, 2, 11, 9)
    x = x[:, :, :10]  # (1, 2, 10, 9)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
