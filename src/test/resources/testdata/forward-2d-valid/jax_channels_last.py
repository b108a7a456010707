"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_valid(x, weight, bias):
    """Conv2d(1, 2, kernel_size=(2, 3), stride=(1, 1), padding='valid').

    x (1, 4, 5, 1), weight (2, 3, 1, 2) -> (1, 3, 3, 2)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding="VALID",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 3, 3, 2)
    x = x + bias  # (1, 3, 3, 2)
    return x


LAYERS = {
    "forward-2d-valid": forward_2d_valid,
}
