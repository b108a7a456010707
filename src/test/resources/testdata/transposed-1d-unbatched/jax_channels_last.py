"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def transposed_1d_unbatched(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(2,), stride=(5,), padding=(1,), output_padding=(3,)).

    x (4, 1), weight (2, 1, 1) -> (18, 1)
    """
    x = jnp.expand_dims(x, 0)  # (1, 4, 1)
    weight = jnp.flip(weight, (0,))  # (2, 1, 1)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(0, 3)],
        lhs_dilation=(5,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (1, 18, 1)
    x = x + bias  # (1, 18, 1)
    x = jnp.squeeze(x, 0)  # (18, 1)
    return x


LAYERS = {
    "transposed-1d-unbatched": transposed_1d_unbatched,
}
