"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def forward_1d_replicate_unbatched(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(3,), stride=(1,), padding=(4,), padding_mode='replicate').

    x (3, 2), weight (3, 2, 2) -> (9, 2)
    """
    x = jnp.expand_dims(x, 0)  # (1, 3, 2)
    x = jnp.pad(x, [(0, 0), (4, 4), (0, 0)], mode="edge")  # (1, 11, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (1, 9, 2)
    x = x + bias  # (1, 9, 2)
    x = jnp.squeeze(x, 0)  # (9, 2)
    return x


LAYERS = {
    "forward-1d-replicate-unbatched": forward_1d_replicate_unbatched,
}
