"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_output_padding_past_stride(x, weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 10, 3), weight (3, 2, 3) -> (2, 28, 2)
    """
    weight = jnp.flip(weight, (0,))  # (3, 2, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(7, 10)],
        lhs_dilation=(2,),
        rhs_dilation=(4,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (2, 28, 2)
    x = x + bias  # (2, 28, 2)
    return x


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
