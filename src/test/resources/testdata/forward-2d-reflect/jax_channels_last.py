"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_reflect(x, weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    x (1, 20, 24, 3), weight (7, 7, 3, 8) -> (1, 20, 24, 8)
    """
    x = jnp.pad(x, [(0, 0), (3, 3), (3, 3), (0, 0)], mode="reflect")  # (1, 26, 30, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding="VALID",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 20, 24, 8)
    x = x + bias  # (1, 20, 24, 8)
    return x


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
