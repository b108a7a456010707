"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_2d(x, weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 3, 224, 224), weight (64, 3, 7, 7) -> (1, 64, 112, 112)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(3, 3), (3, 3)],
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )  # (1, 64, 112, 112)
    if bias is not None:
        x = x + bias[:, None, None]  # (1, 64, 112, 112)
    return x


LAYERS = {
    "forward-2d": forward_2d,
}
