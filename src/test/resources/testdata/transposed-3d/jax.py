"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_3d(x, weight, bias):
    """ConvTranspose3d(4, 2, kernel_size=(3, 4, 2), stride=(1, 2, 2), padding=(1, 1, 0), output_padding=(0, 0, 1)).

    x (1, 4, 5, 6, 4), weight (4, 2, 3, 4, 2) -> (1, 2, 5, 12, 9)
    """
    weight = jnp.flip(weight, (2, 3, 4))  # (4, 2, 3, 4, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding=[(1, 1), (2, 2), (1, 2)],
        lhs_dilation=(1, 2, 2),
        dimension_numbers=("NCDHW", "IODHW", "NCDHW"),
    )  # (1, 2, 5, 12, 9)
    x = x + bias[:, None, None, None]  # (1, 2, 5, 12, 9)
    return x


LAYERS = {
    "transposed-3d": transposed_3d,
}
