"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def late_same_padding(sizes, windows, strides):
    """SAME in the 3-D ops of TensorFlow on CPU, which also crop the start."""
    pads = []
    for size, window, stride in zip(sizes, windows, strides):
        total = (-(-size // stride) - 1) * stride + window - size
        total = total if total < -1 else max(total, 0)
        before = int(total / 2)
        pads.append((before, total - before))
    return pads


def conv3d(x, weight, bias=None):
    """tf.nn.conv3d(x, filters (2, 2, 2, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (N, D_in, H_in, W_in, 1), weight (2, 2, 2, 1, 2) -> (N, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4), 2)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(4, 4, 4),
        padding=late_same_padding(x.shape[1:4], (2, 2, 2), (4, 4, 4)),
        dimension_numbers=("NDHWC", "DHWIO", "NDHWC"),
    )  # (N, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4), 2)
    if bias is not None:
        x = (
            x + bias
        )  # (N, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4), 2)
    return x


LAYERS = {
    "conv3d": conv3d,
}
