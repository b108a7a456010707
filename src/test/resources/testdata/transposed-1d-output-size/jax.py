"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 1, 4), weight (1, C_out, 3) -> (1, C_out, 8)
    """
    weight = jnp.flip(weight, (2,))  # (1, C_out, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (1, C_out, 8)
    x = x + bias[:, None]  # (1, C_out, 8)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
