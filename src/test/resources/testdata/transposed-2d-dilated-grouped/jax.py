"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_2d_dilated_grouped(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (4, 3, 9), weight (4, 1, 2, 2) -> (2, 12, 12)
    """
    x = jnp.expand_dims(x, 0)  # (1, 4, 3, 9)
    weight = jnp.reshape(weight, (2, 2, 1, 2, 2))  # (2, 2, 1, 2, 2)
    weight = jnp.transpose(weight, (1, 0, 2, 3, 4))  # (2, 2, 1, 2, 2)
    weight = jnp.reshape(weight, (2, 2, 2, 2))  # (2, 2, 2, 2)
    weight = jnp.flip(weight, (2, 3))  # (2, 2, 2, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(5, 10), (3, 3)],
        rhs_dilation=(6, 3),
        dimension_numbers=("NCHW", "IOHW", "NCHW"),
        feature_group_count=2,
    )  # (1, 2, 12, 12)
    if bias is not None:
        x = x + bias[:, None, None]  # (1, 2, 12, 12)
    x = jnp.squeeze(x, 0)  # (2, 12, 12)
    return x


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
