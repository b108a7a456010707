"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv1d(x, weight, bias=None):
    """tf.nn.conv1d(x, filters (4, 3, 4), strides=[2], padding="SAME").

    x (1, 9, 3), weight (4, 3, 4) -> (1, 5, 4)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2,),
        padding=[(1, 2)],
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (1, 5, 4)
    if bias is not None:
        x = x + bias  # (1, 5, 4)
    return x


LAYERS = {
    "conv1d": conv1d,
}
