"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_2d(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 16, 14, 14), weight (16, 8, 4, 4) -> (1, 8, 28, 28)
    """
    weight = jnp.flip(weight, (2, 3))  # (16, 8, 4, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 2), (2, 2)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NCHW", "IOHW", "NCHW"),
    )  # (1, 8, 28, 28)
    x = x + bias[:, None, None]  # (1, 8, 28, 28)
    return x


LAYERS = {
    "transposed-2d": transposed_2d,
}
