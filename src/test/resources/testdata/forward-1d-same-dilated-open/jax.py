"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_1d_same_dilated_open(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding='same', dilation=(3,), groups=4).

    x (N, 4, L_in), weight (4, 1, 4) -> (N, 4, L_in)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(4, 5)],
        rhs_dilation=(3,),
        dimension_numbers=("NCL", "OIL", "NCL"),
        feature_group_count=4,
    )  # (N, 4, L_in)
    x = x + bias[:, None]  # (N, 4, L_in)
    return x


LAYERS = {
    "forward-1d-same-dilated-open": forward_1d_same_dilated_open,
}
