"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_output_padding_past_padding(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(2,), stride=(3,), output_padding=(2,)).

    x (1, 4, 1), weight (2, C_out, 1) -> (1, 13, C_out)
    """
    weight = jnp.flip(weight, (0,))  # (2, C_out, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 3)],
        lhs_dilation=(3,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (1, 13, C_out)
    x = x + bias  # (1, 13, C_out)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-padding": transposed_1d_output_padding_past_padding,
}
