"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in - 1)/2))
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 1, 3),
        window_strides=(1, 1, 2),
        padding=[(0, 0), (0, 0), (1, 1)],
        window_dilation=(1, 1, 2),
    )  # (N, C_in, floor((L_in - 1)/2))
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
