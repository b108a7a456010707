"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d(x, weight, bias):
    """ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,)).

    x (2, 249, 258), weight (7, 1, 258) -> (2, 1481, 1)
    """
    weight = jnp.flip(weight, (0,))  # (7, 1, 258)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(-3, 1)],
        lhs_dilation=(6,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (2, 1481, 1)
    x = x + bias  # (2, 1481, 1)
    return x


LAYERS = {
    "transposed-1d": transposed_1d,
}
