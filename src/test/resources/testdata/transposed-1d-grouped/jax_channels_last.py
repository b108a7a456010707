"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_grouped(x, weight, bias):
    """ConvTranspose1d(6, 4, kernel_size=(3,), stride=(2,), groups=2).

    x (1, 7, 6), weight (3, 2, 6) -> (1, 15, 4)
    """
    weight = jnp.reshape(weight, (3, 2, 2, 3))  # (3, 2, 2, 3)
    weight = jnp.transpose(weight, (0, 2, 1, 3))  # (3, 2, 2, 3)
    weight = jnp.reshape(weight, (3, 4, 3))  # (3, 4, 3)
    weight = jnp.flip(weight, (0,))  # (3, 4, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
        feature_group_count=2,
    )  # (1, 15, 4)
    x = x + bias  # (1, 15, 4)
    return x


LAYERS = {
    "transposed-1d-grouped": transposed_1d_grouped,
}
