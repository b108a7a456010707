"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_runtime_padding_open(x, weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, H_in, W_in, 8), weight (5, 5, 1, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding="SAME",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=8,
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = x + bias  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return x


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
