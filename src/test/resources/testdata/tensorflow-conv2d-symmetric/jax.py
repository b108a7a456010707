"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 2, 6), strides=[1, 1], padding="SAME", data_format="NCHW") + bias.

    x (1, 4, 7, 7), weight (3, 3, 2, 6) -> (1, 6, 7, 7)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NCHW", "HWIO", "NCHW"),
        feature_group_count=2,
    )  # (1, 6, 7, 7)
    x = x + bias[:, None, None]  # (1, 6, 7, 7)
    return x


LAYERS = {
    "conv2d": conv2d,
}
