"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_depthwise(x, weight, bias=None):
    """Conv2d(6, 12, kernel_size=(3, 3), stride=(2, 2), padding=(2, 2), dilation=(2, 2), groups=6, bias=False).

    x (1, 17, 17, 6), weight (3, 3, 1, 12) -> (1, 9, 9, 12)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(2, 2), (2, 2)],
        rhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=6,
    )  # (1, 9, 9, 12)
    if bias is not None:
        x = x + bias  # (1, 9, 9, 12)
    return x


LAYERS = {
    "forward-2d-depthwise": forward_2d_depthwise,
}
