"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_2d_depthwise(x, weight, bias=None):
    """Conv2d(6, 12, kernel_size=(3, 3), stride=(2, 2), padding=(2, 2), dilation=(2, 2), groups=6, bias=False).

    x (1, 6, 17, 17), weight (12, 1, 3, 3) -> (1, 12, 9, 9)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(2, 2), (2, 2)],
        rhs_dilation=(2, 2),
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
        feature_group_count=6,
    )  # (1, 12, 9, 9)
    if bias is not None:
        x = x + bias[:, None, None]  # (1, 12, 9, 9)
    return x


LAYERS = {
    "forward-2d-depthwise": forward_2d_depthwise,
}
