"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def transposed_1d_unbatched(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(2,), stride=(5,), padding=(1,), output_padding=(3,)).

    x (1, 4), weight (1, 1, 2) -> (1, 18)
    """
    x = jnp.expand_dims(x, 0)  # (1, 1, 4)
    weight = jnp.flip(weight, (2,))  # (1, 1, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(0, 3)],
        lhs_dilation=(5,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (1, 1, 18)
    x = x + bias[:, None]  # (1, 1, 18)
    x = jnp.squeeze(x, 0)  # (1, 18)
    return x


LAYERS = {
    "transposed-1d-unbatched": transposed_1d_unbatched,
}
