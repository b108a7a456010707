"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv2d_transpose(x, weight, bias):
    """tf.nn.conv2d_transpose(x, filters (3, 4, 4, 8), output_shape=[N, 2*H_in, 2*W_in, 4], strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 8), weight (3, 4, 4, 8) -> (N, 2*H_in, 2*W_in, 4)
    """
    weight = jnp.flip(weight, (0, 1))  # (3, 4, 4, 8)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 1), (2, 2)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (N, 2*H_in, 2*W_in, 4)
    x = x + bias  # (N, 2*H_in, 2*W_in, 4)
    return x


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
