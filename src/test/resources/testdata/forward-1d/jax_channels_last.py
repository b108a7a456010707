"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d(x, weight, bias):
    """Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,)).

    x (1, 9, 2), weight (3, 2, 4) -> (1, 5, 4)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2,),
        padding=[(1, 1)],
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (1, 5, 4)
    x = x + bias  # (1, 5, 4)
    return x


LAYERS = {
    "forward-1d": forward_1d,
}
