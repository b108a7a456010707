"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_same(x, weight, bias):
    """Conv1d(4, 8, kernel_size=(4,), stride=(1,), padding='same').

    x (2, 30, 4), weight (4, 4, 8) -> (2, 30, 8)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 2)],
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (2, 30, 8)
    x = x + bias  # (2, 30, 8)
    return x


LAYERS = {
    "forward-1d-same": forward_1d_same,
}
