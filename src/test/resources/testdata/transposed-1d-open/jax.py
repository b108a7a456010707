"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_open(x, weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    x (N, 4, L_in), weight (4, 2, 4) -> (N, 2, 2*L_in)
    """
    weight = jnp.flip(weight, (2,))  # (4, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (N, 2, 2*L_in)
    x = x + bias[:, None]  # (N, 2, 2*L_in)
    return x


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
