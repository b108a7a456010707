"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_open(x, weight, bias):
    """ConvTranspose1d(4, 2, kernel_size=(4,), stride=(2,), padding=(1,)).

    x (N, L_in, 4), weight (4, 2, 4) -> (N, 2*L_in, 2)
    """
    weight = jnp.flip(weight, (0,))  # (4, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        lhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (N, 2*L_in, 2)
    x = x + bias  # (N, 2*L_in, 2)
    return x


LAYERS = {
    "transposed-1d-open": transposed_1d_open,
}
