"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def conv_transpose1d(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), flip_kernel=True).

    x (2, 2, 5), weight (2, 3, 3) -> (2, 3, 9)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(1, 1)],
        lhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (2, 3, 9)
    x = x + bias[:, None]  # (2, 3, 9)
    return x


LAYERS = {
    "conv_transpose1d": conv_transpose1d,
}
