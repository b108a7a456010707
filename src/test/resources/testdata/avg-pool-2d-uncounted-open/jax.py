"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), count_include_pad=False).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    coverage = jnp.ones_like(x[:1, :1])  # (1, 1, H_in, W_in)
    coverage = lax.reduce_window(
        coverage,
        0.0,
        lax.add,
        window_dimensions=(1, 1, 3, 3),
        window_strides=(1, 1, 2, 2),
        padding=[(0, 0), (0, 0), (1, 1), (1, 1)],
    )  # (1, 1, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 1, 3, 3),
        window_strides=(1, 1, 2, 2),
        padding=[(0, 0), (0, 0), (1, 1), (1, 1)],
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    x = x / coverage  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
