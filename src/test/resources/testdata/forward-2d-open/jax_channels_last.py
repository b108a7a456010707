"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_open(x, weight, bias):
    """Conv2d(3, 16, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, H_in, W_in, 3), weight (3, 3, 3, 16) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    x = x + bias  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 16)
    return x


LAYERS = {
    "forward-2d-open": forward_2d_open,
}
