"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def forward_1d_replicate_unbatched(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(3,), stride=(1,), padding=(4,), padding_mode='replicate').

    x (2, 3), weight (2, 2, 3) -> (2, 9)
    """
    x = jnp.expand_dims(x, 0)  # (1, 2, 3)
    x = jnp.pad(x, [(0, 0), (0, 0), (4, 4)], mode="edge")  # (1, 2, 11)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NCL", "OIL", "NCL"),
    )  # (1, 2, 9)
    x = x + bias[:, None]  # (1, 2, 9)
    x = jnp.squeeze(x, 0)  # (2, 9)
    return x


LAYERS = {
    "forward-1d-replicate-unbatched": forward_1d_replicate_unbatched,
}
