"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def max_pool2d(x):
    """tf.nn.max_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (1, 8, 8, 2) -> (1, 4, 4, 2)
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 3, 3, 1),
        window_strides=(1, 2, 2, 1),
        padding=[(0, 0), (0, 1), (0, 1), (0, 0)],
    )  # (1, 4, 4, 2)
    return x


LAYERS = {
    "max_pool2d": max_pool2d,
}
