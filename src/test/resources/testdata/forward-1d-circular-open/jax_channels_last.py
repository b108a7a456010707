"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_circular_open(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='circular').

    x (N, L_in, 2), weight (5, 2, 2) -> (N, L_in, 2)
    """
    x = jnp.pad(x, [(0, 0), (2, 2), (0, 0)], mode="wrap")  # (N, L_in + 4, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (N, L_in, 2)
    x = x + bias  # (N, L_in, 2)
    return x


LAYERS = {
    "forward-1d-circular-open": forward_1d_circular_open,
}
