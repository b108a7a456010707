"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_grouped(x, weight, bias):
    """ConvTranspose1d(6, 4, kernel_size=(3,), stride=(2,), groups=2).

    x (1, 6, 7), weight (6, 2, 3) -> (1, 4, 15)
    """
    weight = jnp.reshape(weight, (2, 3, 2, 3))  # (2, 3, 2, 3)
    weight = jnp.transpose(weight, (1, 0, 2, 3))  # (3, 2, 2, 3)
    weight = jnp.reshape(weight, (3, 4, 3))  # (3, 4, 3)
    weight = jnp.flip(weight, (2,))  # (3, 4, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
        feature_group_count=2,
    )  # (1, 4, 15)
    x = x + bias[:, None]  # (1, 4, 15)
    return x


LAYERS = {
    "transposed-1d-grouped": transposed_1d_grouped,
}
