"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def conv2d_transpose(x, weight, bias):
    """tf.nn.conv2d_transpose(x, filters (3, 4, 4, 8), output_shape=[N, 2*H_in, 2*W_in, 4], strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 8), weight (3, 4, 4, 8) -> (N, 2*H_in, 2*W_in, 4)
    """
    x = x.permute(0, 3, 1, 2)  # (N, 8, H_in, W_in)
    weight = weight.permute(3, 2, 0, 1)  # (8, 4, 3, 4)
    x = F.conv_transpose2d(
        x, weight, bias, stride=(2, 2), padding=(0, 1)
    )  # (N, 4, 2*H_in + 1, 2*W_in)
    x = x[:, :, :-1]  # (N, 4, 2*H_in, 2*W_in)
    x = x.permute(0, 2, 3, 1)  # (N, 2*H_in, 2*W_in, 4)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
