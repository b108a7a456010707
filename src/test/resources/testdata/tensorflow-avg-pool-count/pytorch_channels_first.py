"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def avg_pool1d(x):
    """tf.nn.avg_pool1d(x, ksize=[4], strides=[1], padding="SAME").

    x (1, 2, 8) -> (1, 2, 8)
    """
    coverage = torch.ones_like(x[:1, :1])  # (1, 1, 8)
    coverage = F.pad(coverage, (1, 2))  # (1, 1, 11)
    coverage = F.avg_pool1d(coverage, 4, stride=1)  # (1, 1, 8)
    x = F.pad(x, (1, 2))  # (1, 2, 11)
    x = F.avg_pool1d(x, 4, stride=1)  # (1, 2, 8)
    x = x / coverage  # (1, 2, 8)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
