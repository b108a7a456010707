"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def max_pool2d(x):
    """tf.nn.max_pool2d(x, ksize=[2, 2], strides=[1, 1], padding="SAME").

    x (1, 2, 8, 8) -> (1, 2, 8, 8)
    """
    x = F.pad(x, (0, 1, 0, 1), value=float("-inf"))  # (1, 2, 9, 9)
    x = F.max_pool2d(x, (2, 2), stride=(1, 1))  # (1, 2, 8, 8)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
