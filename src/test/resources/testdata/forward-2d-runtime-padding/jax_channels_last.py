"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_runtime_padding(x, weight, bias=None):
    """Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False).

    x (1, 380, 381, 3), weight (3, 3, 3, 48) -> (1, 190, 191, 48)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(0, 1), (1, 1)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 190, 191, 48)
    if bias is not None:
        x = x + bias  # (1, 190, 191, 48)
    return x


LAYERS = {
    "forward-2d-runtime-padding": forward_2d_runtime_padding,
}
