"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_2d_open(x, weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), output_padding=(1, 0)).

    x (N, H_in, W_in, 16), weight (3, 5, 8, 16) -> (N, 2*H_in, W_in, 8)
    """
    weight = jnp.flip(weight, (0, 1))  # (3, 5, 8, 16)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 2), (2, 2)],
        lhs_dilation=(2, 1),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (N, 2*H_in, W_in, 8)
    x = x + bias  # (N, 2*H_in, W_in, 8)
    return x


LAYERS = {
    "transposed-2d-open": transposed_2d_open,
}
