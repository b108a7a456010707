"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_plain(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,)).

    x (1, 2, 5), weight (2, 3, 3) -> (1, 3, 7)
    """
    weight = jnp.flip(weight, (2,))  # (2, 3, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (1, 3, 7)
    x = x + bias[:, None]  # (1, 3, 7)
    return x


LAYERS = {
    "transposed-1d-plain": transposed_1d_plain,
}
