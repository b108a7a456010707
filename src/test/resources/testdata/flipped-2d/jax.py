"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d(x, weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 2, 5, 6), weight (3, 2, 2, 3) -> (1, 3, 6, 6)
    """
    weight = jnp.flip(weight, (2, 3))  # (3, 2, 2, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )  # (1, 3, 6, 6)
    x = x + bias[:, None, None]  # (1, 3, 6, 6)
    return x


LAYERS = {
    "conv2d": conv2d,
}
