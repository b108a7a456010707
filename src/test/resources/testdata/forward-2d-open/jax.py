"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_2d_open(x, weight, bias):
    """Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, 3, H_in, W_in), weight (16, 3, 3, 3) -> (N, 16, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )  # (N, 16, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = x + bias[:, None, None]  # (N, 16, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "forward-2d-open": forward_2d_open,
}
