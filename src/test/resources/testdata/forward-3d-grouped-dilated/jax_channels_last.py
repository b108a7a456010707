"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_3d_grouped_dilated(x, weight, bias):
    """Conv3d(2, 4, kernel_size=(1, 3, 2), stride=(1, 2, 1), padding=(1, 2, 1), dilation=(1, 2, 1), groups=2, padding_mode='circular').

    x (1, 4, 6, 5, 2), weight (1, 3, 2, 1, 4) -> (1, 6, 3, 6, 4)
    """
    x = jnp.pad(
        x, [(0, 0), (1, 1), (2, 2), (1, 1), (0, 0)], mode="wrap"
    )  # (1, 6, 10, 7, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 2, 1),
        padding="VALID",
        rhs_dilation=(1, 2, 1),
        dimension_numbers=("NDHWC", "DHWIO", "NDHWC"),
        feature_group_count=2,
    )  # (1, 6, 3, 6, 4)
    x = x + bias  # (1, 6, 3, 6, 4)
    return x


LAYERS = {
    "forward-3d-grouped-dilated": forward_3d_grouped_dilated,
}
