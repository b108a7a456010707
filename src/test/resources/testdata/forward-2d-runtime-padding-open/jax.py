"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_2d_runtime_padding_open(x, weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, 8, H_in, W_in), weight (8, 1, 5, 5) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding="SAME",
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
        feature_group_count=8,
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = x + bias[:, None, None]  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
