"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_2d(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 14, 14, 16), weight (4, 4, 8, 16) -> (1, 28, 28, 8)
    """
    weight = jnp.flip(weight, (0, 1))  # (4, 4, 8, 16)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 2), (2, 2)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (1, 28, 28, 8)
    x = x + bias  # (1, 28, 28, 8)
    return x


LAYERS = {
    "transposed-2d": transposed_2d,
}
