"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d(x, weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (1, 224, 224, 3), weight (3, 3, 3, 64) -> (1, 112, 112, 64)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(0, 1), (0, 1)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 112, 112, 64)
    if bias is not None:
        x = x + bias  # (1, 112, 112, 64)
    return x


LAYERS = {
    "conv2d": conv2d,
}
