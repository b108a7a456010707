"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def conv2d(x, weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 5, 6, 2), weight (2, 3, 2, 3) -> (1, 6, 6, 3)
    """
    weight = jnp.flip(weight, (0, 1))  # (2, 3, 2, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 6, 6, 3)
    x = x + bias  # (1, 6, 6, 3)
    return x


LAYERS = {
    "conv2d": conv2d,
}
