"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_2d_reflect_and_crop(x, weight, bias):
    """Conv2d(1, C_out, kernel_size=(3, 1), stride=(1, 1), padding=(2, -1), padding_mode='reflect').

    x (1, 5, W_in, 1), weight (3, 1, 1, C_out) -> (1, 7, W_in - 2, C_out)
    """
    x = x[:, :, 1:-1]  # (1, 5, W_in - 2, 1)
    x = jnp.pad(
        x, [(0, 0), (2, 2), (0, 0), (0, 0)], mode="reflect"
    )  # (1, 9, W_in - 2, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding="VALID",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (1, 7, W_in - 2, C_out)
    x = x + bias  # (1, 7, W_in - 2, C_out)
    return x


LAYERS = {
    "forward-2d-reflect-and-crop": forward_2d_reflect_and_crop,
}
