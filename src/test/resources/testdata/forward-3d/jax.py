"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_3d(x, weight, bias):
    """Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1)).

    x (1, 3, 8, 16, 16), weight (8, 3, 3, 3, 3) -> (1, 8, 8, 16, 16)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding=[(1, 1), (1, 1), (1, 1)],
        dimension_numbers=("NCDHW", "OIDHW", "NCDHW"),
    )  # (1, 8, 8, 16, 16)
    x = x + bias[:, None, None, None]  # (1, 8, 8, 16, 16)
    return x


LAYERS = {
    "forward-3d": forward_3d,
}
