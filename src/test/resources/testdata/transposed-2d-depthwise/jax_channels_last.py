"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_2d_depthwise(x, weight, bias):
    """ConvTranspose2d(3, 3, kernel_size=(2, 2), stride=(2, 2), groups=3).

    x (1, 5, 5, 3), weight (2, 2, 1, 3) -> (1, 10, 10, 3)
    """
    weight = jnp.reshape(weight, (2, 2, 1, 3, 1))  # (2, 2, 1, 3, 1)
    weight = jnp.transpose(weight, (0, 1, 3, 2, 4))  # (2, 2, 3, 1, 1)
    weight = jnp.reshape(weight, (2, 2, 3, 1))  # (2, 2, 3, 1)
    weight = jnp.flip(weight, (0, 1))  # (2, 2, 3, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
        feature_group_count=3,
    )  # (1, 10, 10, 3)
    x = x + bias  # (1, 10, 10, 3)
    return x


LAYERS = {
    "transposed-2d-depthwise": transposed_2d_depthwise,
}
