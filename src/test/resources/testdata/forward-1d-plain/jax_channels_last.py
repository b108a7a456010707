"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_plain(x, weight, bias=None):
    """Conv1d(1, C_out, kernel_size=(1,), stride=(1,), bias=False).

    x (1, 4, 1), weight (1, 1, C_out) -> (1, 4, C_out)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (1, 4, C_out)
    if bias is not None:
        x = x + bias  # (1, 4, C_out)
    return x


LAYERS = {
    "forward-1d-plain": forward_1d_plain,
}
