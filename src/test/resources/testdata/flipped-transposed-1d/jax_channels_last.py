"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def conv_transpose1d(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    x (2, 5, 2), weight (3, 3, 2) -> (2, 9, 3)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 1)],
        lhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (2, 9, 3)
    x = x + bias  # (2, 9, 3)
    return x


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
