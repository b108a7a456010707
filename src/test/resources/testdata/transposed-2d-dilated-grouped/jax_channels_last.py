"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_2d_dilated_grouped(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (3, 9, 4), weight (2, 2, 1, 4) -> (12, 12, 2)
    """
    x = jnp.expand_dims(x, 0)  # (1, 3, 9, 4)
    weight = jnp.reshape(weight, (2, 2, 1, 2, 2))  # (2, 2, 1, 2, 2)
    weight = jnp.transpose(weight, (0, 1, 3, 2, 4))  # (2, 2, 2, 1, 2)
    weight = jnp.reshape(weight, (2, 2, 2, 2))  # (2, 2, 2, 2)
    weight = jnp.flip(weight, (0, 1))  # (2, 2, 2, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(5, 10), (3, 3)],
        rhs_dilation=(6, 3),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
        feature_group_count=2,
    )  # (1, 12, 12, 2)
    if bias is not None:
        x = x + bias  # (1, 12, 12, 2)
    x = jnp.squeeze(x, 0)  # (12, 12, 2)
    return x


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
