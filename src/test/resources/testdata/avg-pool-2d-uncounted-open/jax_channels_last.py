"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def avg_pool2d(x):
    """AvgPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), count_include_pad=False).

    x (N, H_in, W_in, C_in) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    """
    coverage = jnp.ones_like(x[:1, :, :, :1])  # (1, H_in, W_in, 1)
    coverage = lax.reduce_window(
        coverage,
        0.0,
        lax.add,
        window_dimensions=(1, 3, 3, 1),
        window_strides=(1, 2, 2, 1),
        padding=[(0, 0), (1, 1), (1, 1), (0, 0)],
    )  # (1, floor((H_in + 1)/2), floor((W_in + 1)/2), 1)
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 3, 3, 1),
        window_strides=(1, 2, 2, 1),
        padding=[(0, 0), (1, 1), (1, 1), (0, 0)],
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    x = x / coverage  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    return x


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
