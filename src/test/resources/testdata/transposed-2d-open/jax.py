"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_2d_open(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    x (N, 16, H_in, W_in), weight (16, 8, 3, 5) -> (N, 8, 2*H_in, W_in)
    """
    weight = jnp.flip(weight, (2, 3))  # (16, 8, 3, 5)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 2), (2, 2)],
        lhs_dilation=(2, 1),
        dimension_numbers=("NCHW", "IOHW", "NCHW"),
    )  # (N, 8, 2*H_in, W_in)
    x = x + bias[:, None, None]  # (N, 8, 2*H_in, W_in)
    return x


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
