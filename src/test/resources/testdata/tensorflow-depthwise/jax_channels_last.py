"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def depthwise_conv2d(x, weight, bias=None):
    """tf.nn.depthwise_conv2d(x, filters (3, 3, 3, 2), strides=[1, 1], padding="SAME", dilations=[2, 2]).

    x (1, 9, 9, 3), weight (3, 3, 3, 2) -> (1, 9, 9, 6)
    """
    weight = jnp.reshape(weight, (3, 3, 1, 6))  # (3, 3, 1, 6)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 2), (2, 2)],
        rhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=3,
    )  # (1, 9, 9, 6)
    if bias is not None:
        x = x + bias  # (1, 9, 9, 6)
    return x


LAYERS = {
    "depthwise_conv2d": depthwise_conv2d,
}
