"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d(x, weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    x (2, 258, 249), weight (258, 1, 7) -> (2, 1, 1481)
    """
    weight = jnp.flip(weight, (2,))  # (258, 1, 7)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(-3, 1)],
        lhs_dilation=(6,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (2, 1, 1481)
    x = x + bias[:, None]  # (2, 1, 1481)
    return x


LAYERS = {
    "transposed-1d": transposed_1d,
}
