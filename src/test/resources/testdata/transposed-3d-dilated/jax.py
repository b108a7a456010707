"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_3d_dilated(x, weight, bias):
    """ConvTranspose3d(2, 2, kernel_size=(2, 3, 2), stride=(2, 2, 2), padding=(1, 1, 1), dilation=(2, 3, 4), groups=2).

    x (N, 2, D_in, 5, W_in), weight (2, 1, 2, 3, 2) -> (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    """
    weight = jnp.reshape(weight, (1, 2, 2, 3, 2))  # (1, 2, 2, 3, 2)
    weight = jnp.flip(weight, (2, 3, 4))  # (1, 2, 2, 3, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding=[(1, 1), (5, 5), (3, 3)],
        lhs_dilation=(2, 2, 2),
        rhs_dilation=(2, 3, 4),
        dimension_numbers=("NCDHW", "IODHW", "NCDHW"),
        feature_group_count=2,
    )  # (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    x = x + bias[:, None, None, None]  # (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    return x


LAYERS = {
    "transposed-3d-dilated": transposed_3d_dilated,
}
