"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_3d(x, weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    x (1, 8, 16, 16, 3), weight (3, 3, 3, 3, 8) -> (1, 8, 16, 16, 8)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding=[(1, 1), (1, 1), (1, 1)],
        dimension_numbers=("NDHWC", "DHWIO", "NDHWC"),
    )  # (1, 8, 16, 16, 8)
    x = x + bias  # (1, 8, 16, 16, 8)
    return x


LAYERS = {
    "forward-3d": forward_3d,
}
