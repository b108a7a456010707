"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool1d(x):
    """tf.nn.avg_pool1d(x, ksize=[4], strides=[1], padding="SAME").

    x (1, 8, 2) -> (1, 8, 2)
    """
    coverage = jnp.ones_like(x[:1, :, :1])  # (1, 8, 1)
    coverage = lax.reduce_window(
        coverage,
        0.0,
        lax.add,
        window_dimensions=(1, 4, 1),
        window_strides=(1, 1, 1),
        padding=[(0, 0), (1, 2), (0, 0)],
    )  # (1, 8, 1)
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 4, 1),
        window_strides=(1, 1, 1),
        padding=[(0, 0), (1, 2), (0, 0)],
    )  # (1, 8, 2)
    x = x / coverage  # (1, 8, 2)
    return x


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
