"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def max_pool2d(x):
    """tf.nn.max_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (1, 2, 8, 8) -> (1, 2, 4, 4)
    """
    x = F.max_pool2d(x, (3, 3), stride=(2, 2), ceil_mode=True)  # (1, 2, 4, 4)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
