"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool1d(x):
    """AvgPool1d(kernel_size=(2,), stride=(2,)).

    x (9, 4) -> (4, 4)
    """
    x = jnp.expand_dims(x, 0)  # (1, 9, 4)
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 2, 1),
        window_strides=(1, 2, 1),
        padding="VALID",
    )  # (1, 4, 4)
    x = x / 2  # (1, 4, 4)
    x = jnp.squeeze(x, 0)  # (4, 4)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
