"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d_transpose(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 2, 4), output_shape=[1, 10, 9, 2], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 4), weight (3, 3, 2, 4) -> (1, 10, 9, 2)
    """
    weight = jnp.flip(weight, (0, 1))  # (3, 3, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 1), (1, 1)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (1, 10, 9, 2)
    if bias is not None:
        x = x + bias  # (1, 10, 9, 2)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
