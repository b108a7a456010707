"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def max_pool1d(x):
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, L_in, C_in) -> (N, floor((L_in - 1)/2), C_in)
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 3, 1),
        window_strides=(1, 2, 1),
        padding=[(0, 0), (1, 1), (0, 0)],
        window_dilation=(1, 2, 1),
    )  # (N, floor((L_in - 1)/2), C_in)
    return x


LAYERS = {
    "max_pool1d": max_pool1d,
}
