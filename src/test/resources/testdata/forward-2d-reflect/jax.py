"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_2d_reflect(x, weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    x (1, 3, 20, 24), weight (8, 3, 7, 7) -> (1, 8, 20, 24)
    """
    x = jnp.pad(x, [(0, 0), (0, 0), (3, 3), (3, 3)], mode="reflect")  # (1, 3, 26, 30)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding="VALID",
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )  # (1, 8, 20, 24)
    x = x + bias[:, None, None]  # (1, 8, 20, 24)
    return x


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
