"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_open_batch(x, weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 4, 16), weight (4, 2, 5) -> (N, 2, 50)
    """
    weight = jnp.flip(weight, (2,))  # (4, 2, 5)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(3, 5)],
        lhs_dilation=(3,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (N, 2, 50)
    if bias is not None:
        x = x + bias[:, None]  # (N, 2, 50)
    return x


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
