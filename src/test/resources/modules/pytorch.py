"""Layers in PyTorch ops, written by padbridge."""

import torch
import torch.nn.functional as F


def other(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 3), weight (3, 3, 8, 3) -> (1, 9, 9, 8)
    """
    x = x.permute(0, 3, 1, 2)  # (1, 3, 5, 5)
    weight = weight.permute(3, 2, 0, 1)  # (3, 8, 3, 3)
    x = F.conv_transpose2d(
        x, weight, bias, stride=(2, 2), padding=(1, 1)
    )  # (1, 8, 9, 9)
    x = x.permute(0, 2, 3, 1)  # (1, 9, 9, 8)
    return x


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


def other_same(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 3, 8), strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 3), weight (3, 3, 3, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = x.permute(0, 3, 1, 2)  # (N, 3, H_in, W_in)
    weight = weight.permute(3, 2, 0, 1)  # (8, 3, 3, 3)
    x = same_pad(
        x, (3, 3), (2, 2), (1, 1)
    )  # (N, 3, 2*floor((H_in + 1)/2) + 1, 2*floor((W_in + 1)/2) + 1)
    x = F.conv2d(
        x, weight, bias, stride=(2, 2)
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = x.permute(0, 2, 3, 1)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return x


LAYERS = {
    # not translated: "stem": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "encoder.pool": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "encoder.depthwise": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "encoder.reflect": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "encoder.volume": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.spread": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.grouped": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.up": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.past": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.flipped": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "decoder.average": a plan of TensorFlow ops cannot be written as --format pytorch
    # not translated: "head\x0anext": in_channels must be divisible by groups (got 3 and groups 2)
    # not translated: src/test/resources/modules/layers.jsonl:13:1: in_channels must be divisible by groups (got 3 and groups 2) (and 1 more)
    "other": other,
    "other.same": other_same,
}
