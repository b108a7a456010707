"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_output_padding_past_padding(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    x (1, 1, 4), weight (1, C_out, 2) -> (1, C_out, 13)
    """
    weight = jnp.flip(weight, (2,))  # (1, C_out, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 3)],
        lhs_dilation=(3,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (1, C_out, 13)
    x = x + bias[:, None]  # (1, C_out, 13)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
