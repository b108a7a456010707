"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d(x, weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 224, 224, 3), weight (7, 7, 3, 64) -> (1, 112, 112, 64)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(3, 3), (3, 3)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 112, 112, 64)
    if bias is not None:
        x = x + bias  # (1, 112, 112, 64)
    return x


LAYERS = {
    "forward-2d": forward_2d,
}
