"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_plain(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    x (1, 5, 2), weight (3, 3, 2) -> (1, 7, 3)
    """
    weight = jnp.flip(weight, (0,))  # (3, 3, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (1, 7, 3)
    x = x + bias  # (1, 7, 3)
    return x


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
