"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (1, 9, 9, 3) -> (1, 5, 5, 3)
    """
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 3, 3, 1),
        window_strides=(1, 2, 2, 1),
        padding=[(0, 0), (1, 1), (1, 1), (0, 0)],
    )  # (1, 5, 5, 3)
    x = x / 9  # (1, 5, 5, 3)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
