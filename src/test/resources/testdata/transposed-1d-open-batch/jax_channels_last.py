"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_open_batch(x, weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 16, 4), weight (5, 2, 4) -> (N, 50, 2)
    """
    weight = jnp.flip(weight, (0,))  # (5, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(3, 5)],
        lhs_dilation=(3,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (N, 50, 2)
    if bias is not None:
        x = x + bias  # (N, 50, 2)
    return x


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
