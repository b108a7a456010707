"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_1d_negative_padding(x, weight, bias):
    """Conv1d(1, C_out, kernel_size=(2,), stride=(1,), padding=(-1,), padding_mode='circular').

    x (1, 1, 6), weight (C_out, 1, 2) -> (1, C_out, 3)
    """
    x = x[:, :, 1:5]  # (1, 1, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NCL", "OIL", "NCL"),
    )  # (1, C_out, 3)
    x = x + bias[:, None]  # (1, C_out, 3)
    return x


LAYERS = {
    "forward-1d-negative-padding": forward_1d_negative_padding,
}
