"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_output_padding_past_stride(x, weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 3, 10), weight (3, 2, 3) -> (2, 2, 28)
    """
    weight = jnp.flip(weight, (2,))  # (3, 2, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(7, 10)],
        lhs_dilation=(2,),
        rhs_dilation=(4,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (2, 2, 28)
    x = x + bias[:, None]  # (2, 2, 28)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
