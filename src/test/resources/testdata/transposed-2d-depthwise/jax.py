"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_2d_depthwise(x, weight, bias):
    """ConvTranspose2d(3, 3, kernel_size=(2, 2), stride=(2, 2), groups=3).

    x (1, 3, 5, 5), weight (3, 1, 2, 2) -> (1, 3, 10, 10)
    """
    weight = jnp.reshape(weight, (1, 3, 2, 2))  # (1, 3, 2, 2)
    weight = jnp.flip(weight, (2, 3))  # (1, 3, 2, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NCHW", "IOHW", "NCHW"),
        feature_group_count=3,
    )  # (1, 3, 10, 10)
    x = x + bias[:, None, None]  # (1, 3, 10, 10)
    return x


LAYERS = {
    "transposed-2d-depthwise": transposed_2d_depthwise,
}
