"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_negative_padding(x, weight, bias):
    """Conv1d(1, C_out, kernel_size=(2,), stride=(1,), padding=(-1,), padding_mode='circular').

    x (1, 6, 1), weight (2, 1, C_out) -> (1, 3, C_out)
    """
    x = x[:, 1:5]  # (1, 4, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (1, 3, C_out)
    x = x + bias  # (1, 3, C_out)
    return x


LAYERS = {
    "forward-1d-negative-padding": forward_1d_negative_padding,
}
