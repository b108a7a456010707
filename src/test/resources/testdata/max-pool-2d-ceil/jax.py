"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def max_pool2d(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), ceil_mode=True).

    x (1, 3, 8, 8) -> (1, 3, 4, 4)
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 1, 3, 3),
        window_strides=(1, 1, 2, 2),
        padding=[(0, 0), (0, 0), (0, 1), (0, 1)],
    )  # (1, 3, 4, 4)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
