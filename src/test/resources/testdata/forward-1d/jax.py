"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_1d(x, weight, bias):
    """Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,)).

    x (1, 2, 9), weight (4, 2, 3) -> (1, 4, 5)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2,),
        padding=[(1, 1)],
        dimension_numbers=("NCL", "OIL", "NCL"),
    )  # (1, 4, 5)
    x = x + bias[:, None]  # (1, 4, 5)
    return x


LAYERS = {
    "forward-1d": forward_1d,
}
