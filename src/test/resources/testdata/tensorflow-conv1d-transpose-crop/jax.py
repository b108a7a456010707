"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv1d_transpose(x, weight, bias=None):
    """tf.nn.conv1d_transpose(x, filters (4, 2, 4), output_shape=[1, 5, 2], strides=[1], padding="SAME").

    x (1, 5, 4), weight (4, 2, 4) -> (1, 5, 2)
    """
    weight = jnp.flip(weight, (0,))  # (4, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 1)],
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (1, 5, 2)
    if bias is not None:
        x = x + bias  # (1, 5, 2)
    return x


LAYERS = {
    "conv1d_transpose": conv1d_transpose,
}
