"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool3d(x):
    """AvgPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), divisor_override=5).

    x (1, 4, 4, 4, 2) -> (1, 2, 2, 2, 2)
    """
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 2, 2, 2, 1),
        window_strides=(1, 2, 2, 2, 1),
        padding="VALID",
    )  # (1, 2, 2, 2, 2)
    x = x / 5  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "avg_pool3d": avg_pool3d,
}
