"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv1d(x, weight, bias):
    """tf.nn.conv1d(x, filters (3, 3, 4), strides=[1], padding="causal", dilations=[2]) + bias.

    x (N, L_in, 3), weight (3, 3, 4) -> (N, L_in, 4)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(4, 0)],
        rhs_dilation=(2,),
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (N, L_in, 4)
    x = x + bias  # (N, L_in, 4)
    return x


LAYERS = {
    "conv1d": conv1d,
}
