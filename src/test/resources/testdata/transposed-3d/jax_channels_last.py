"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_3d(x, weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    x (1, 5, 6, 4, 4), weight (3, 4, 2, 2, 4) -> (1, 5, 12, 9, 2)
    """
    weight = jnp.flip(weight, (0, 1, 2))  # (3, 4, 2, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding=[(1, 1), (2, 2), (1, 2)],
        lhs_dilation=(1, 2, 2),
        dimension_numbers=("NDHWC", "DHWOI", "NDHWC"),
    )  # (1, 5, 12, 9, 2)
    x = x + bias  # (1, 5, 12, 9, 2)
    return x


LAYERS = {
    "transposed-3d": transposed_3d,
}
