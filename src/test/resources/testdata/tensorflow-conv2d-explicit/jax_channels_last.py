"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 1, 1), strides=[2, 1], padding=[[0, 0], [0, 1], [2, 2], [0, 0]]), kernel flipped.

    x (1, 8, 8, 1), weight (3, 3, 1, 1) -> (1, 4, 10, 1)
    """
    weight = jnp.flip(weight, (0, 1))  # (3, 3, 1, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 1),
        padding=[(0, 1), (2, 2)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 4, 10, 1)
    if bias is not None:
        x = x + bias  # (1, 4, 10, 1)
    return x


LAYERS = {
    "conv2d": conv2d,
}
