"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv3d(x, weight, bias=None):
    """tf.nn.conv3d(x, filters (1, 1, 1, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (1, 8, 8, 8, 1), weight (1, 1, 1, 1, 2) -> (1, 2, 2, 2, 2)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(4, 4, 4),
        padding=[(-1, -2), (-1, -2), (-1, -2)],
        dimension_numbers=("NDHWC", "DHWIO", "NDHWC"),
    )  # (1, 2, 2, 2, 2)
    if bias is not None:
        x = x + bias  # (1, 2, 2, 2, 2)
    return x


LAYERS = {
    "conv3d": conv3d,
}
