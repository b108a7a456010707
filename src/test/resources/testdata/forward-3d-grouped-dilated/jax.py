"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_3d_grouped_dilated(x, weight, bias):
    """Conv3d(2, 4, kernel_size=(1, 3, 2), stride=(1, 2, 1), padding=(1, 2, 1), dilation=(1, 2, 1), groups=2, padding_mode='circular').

    x (1, 2, 4, 6, 5), weight (4, 1, 1, 3, 2) -> (1, 4, 6, 3, 6)
    """
    x = jnp.pad(
        x, [(0, 0), (0, 0), (1, 1), (2, 2), (1, 1)], mode="wrap"
    )  # (1, 2, 6, 10, 7)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 2, 1),
        padding="VALID",
        rhs_dilation=(1, 2, 1),
        dimension_numbers=("NCDHW", "OIDHW", "NCDHW"),
        feature_group_count=2,
    )  # (1, 4, 6, 3, 6)
    x = x + bias[:, None, None, None]  # (1, 4, 6, 3, 6)
    return x


LAYERS = {
    "forward-3d-grouped-dilated": forward_3d_grouped_dilated,
}
