"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_output_size(x, weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,)).

    x (1, 4, 1), weight (3, C_out, 1) -> (1, 8, C_out)
    """
    weight = jnp.flip(weight, (0,))  # (3, C_out, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (1, 8, C_out)
    x = x + bias  # (1, 8, C_out)
    return x


LAYERS = {
    "transposed-1d-output-size": transposed_1d_output_size,
}
