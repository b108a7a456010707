"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_padding_past_kernel(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(1,), stride=(8,), padding=(6,), dilation=(7,), output_padding=(7,)).

    x (1, 1, 2), weight (1, C_out, 1) -> (1, C_out, 4)
    """
    weight = jnp.flip(weight, (2,))  # (1, C_out, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(-6, 1)],
        lhs_dilation=(8,),
        rhs_dilation=(7,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (1, C_out, 4)
    x = x + bias[:, None]  # (1, C_out, 4)
    return x


LAYERS = {
    "transposed-1d-padding-past-kernel": transposed_1d_padding_past_kernel,
}
