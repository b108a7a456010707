"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_same_dilated_open(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding='same', dilation=(3,), groups=4).

    x (N, L_in, 4), weight (4, 1, 4) -> (N, L_in, 4)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(4, 5)],
        rhs_dilation=(3,),
        dimension_numbers=("NLC", "LIO", "NLC"),
        feature_group_count=4,
    )  # (N, L_in, 4)
    x = x + bias  # (N, L_in, 4)
    return x


LAYERS = {
    "forward-1d-same-dilated-open": forward_1d_same_dilated_open,
}
