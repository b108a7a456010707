"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def stem(x, weight, bias=None):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (N, 3, H_in, W_in), weight (8, 3, 7, 7) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(3, 3), (3, 3)],
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    if bias is not None:
        x = x + bias[:, None, None]  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


def encoder_pool(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 1, 3, 3),
        window_strides=(1, 1, 2, 2),
        padding=[(0, 0), (0, 0), (1, 1), (1, 1)],
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


def encoder_depthwise(x, weight, bias):
    """Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 2), padding=(1, 1), groups=8).

    x (N, 8, H_in, W_in), weight (16, 1, 3, 3) -> (N, 16, H_in, floor((W_in + 1)/2))
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 2),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
        feature_group_count=8,
    )  # (N, 16, H_in, floor((W_in + 1)/2))
    x = x + bias[:, None, None]  # (N, 16, H_in, floor((W_in + 1)/2))
    return x


def encoder_reflect(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='reflect').

    x (N, 4, L_in), weight (4, 4, 5) -> (N, 4, L_in)
    """
    x = jnp.pad(x, [(0, 0), (0, 0), (2, 2)], mode="reflect")  # (N, 4, L_in + 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NCL", "OIL", "NCL"),
    )  # (N, 4, L_in)
    x = x + bias[:, None]  # (N, 4, L_in)
    return x


def encoder_volume(x, weight, bias=None):
    """Conv3d(4, 6, kernel_size=(1, 3, 3), stride=(1, 1, 1), dilation=(1, 2, 1), groups=2, bias=False).

    x (N, 4, D_in, H_in, W_in), weight (6, 2, 1, 3, 3) -> (N, 6, D_in, H_in - 4, W_in - 2)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding="VALID",
        rhs_dilation=(1, 2, 1),
        dimension_numbers=("NCDHW", "OIDHW", "NCDHW"),
        feature_group_count=2,
    )  # (N, 6, D_in, H_in - 4, W_in - 2)
    if bias is not None:
        x = x + bias[:, None, None, None]  # (N, 6, D_in, H_in - 4, W_in - 2)
    return x


def decoder_spread(x, weight, bias=None):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), bias=False).

    x (N, 4, L_in), weight (4, 6, 3) -> (N, 6, L_in)
    """
    weight = jnp.flip(weight, (2,))  # (4, 6, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        rhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (N, 6, L_in)
    if bias is not None:
        x = x + bias[:, None]  # (N, 6, L_in)
    return x


def decoder_grouped(x, weight, bias):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), groups=2).

    x (N, 4, L_in), weight (4, 3, 3) -> (N, 6, L_in)
    """
    weight = jnp.reshape(weight, (2, 2, 3, 3))  # (2, 2, 3, 3)
    weight = jnp.transpose(weight, (1, 0, 2, 3))  # (2, 2, 3, 3)
    weight = jnp.reshape(weight, (2, 6, 3))  # (2, 6, 3)
    weight = jnp.flip(weight, (2,))  # (2, 6, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        rhs_dilation=(2,),
        dimension_numbers=("NCL", "IOL", "NCL"),
        feature_group_count=2,
    )  # (N, 6, L_in)
    x = x + bias[:, None]  # (N, 6, L_in)
    return x


def decoder_up(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    x (N, 4, H_in, W_in), weight (4, 2, 4, 4) -> (N, 2, 2*H_in, 2*W_in)
    """
    weight = jnp.flip(weight, (2, 3))  # (4, 2, 4, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 2), (2, 2)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NCHW", "IOHW", "NCHW"),
    )  # (N, 2, 2*H_in, 2*W_in)
    if bias is not None:
        x = x + bias[:, None, None]  # (N, 2, 2*H_in, 2*W_in)
    return x


def decoder_past(x, weight, bias=None):
    """ConvTranspose1d(2, 3, kernel_size=(2,), stride=(2,), dilation=(4,), output_padding=(3,), bias=False).

    x (N, 2, L_in), weight (2, 3, 2) -> (N, 3, 2*L_in + 6)
    """
    weight = jnp.flip(weight, (2,))  # (2, 3, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(4, 7)],
        lhs_dilation=(2,),
        rhs_dilation=(4,),
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (N, 3, 2*L_in + 6)
    if bias is not None:
        x = x + bias[:, None]  # (N, 3, 2*L_in + 6)
    return x


def decoder_flipped(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    x (N, 2, L_in), weight (2, 3, 3) -> (N, 3, L_in + 2)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        dimension_numbers=("NCL", "IOL", "NCL"),
    )  # (N, 3, L_in + 2)
    x = x + bias[:, None]  # (N, 3, L_in + 2)
    return x


def decoder_average(x):
    """AvgPool1d(kernel_size=(2,), stride=(3,), padding=(1,), count_include_pad=False).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in + 3)/3))
    """
    coverage = jnp.ones_like(x[:1, :1])  # (1, 1, L_in)
    coverage = lax.reduce_window(
        coverage,
        0.0,
        lax.add,
        window_dimensions=(1, 1, 2),
        window_strides=(1, 1, 3),
        padding=[(0, 0), (0, 0), (1, 1)],
    )  # (1, 1, floor((L_in + 3)/3))
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 1, 2),
        window_strides=(1, 1, 3),
        padding=[(0, 0), (0, 0), (1, 1)],
    )  # (N, C_in, floor((L_in + 3)/3))
    x = x / coverage  # (N, C_in, floor((L_in + 3)/3))
    return x


def other(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 3), weight (3, 3, 8, 3) -> (1, 9, 9, 8)
    """
    weight = jnp.flip(weight, (0, 1))  # (3, 3, 8, 3)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(1, 1), (1, 1)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (1, 9, 9, 8)
    if bias is not None:
        x = x + bias  # (1, 9, 9, 8)
    return x


def other_same(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 3, 8), strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 3), weight (3, 3, 3, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding="SAME",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = x + bias  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return x


LAYERS = {
    "stem": stem,
    "encoder.pool": encoder_pool,
    "encoder.depthwise": encoder_depthwise,
    "encoder.reflect": encoder_reflect,
    "encoder.volume": encoder_volume,
    "decoder.spread": decoder_spread,
    "decoder.grouped": decoder_grouped,
    "decoder.up": decoder_up,
    "decoder.past": decoder_past,
    "decoder.flipped": decoder_flipped,
    "decoder.average": decoder_average,
    # not translated: "head\x0anext": in_channels must be divisible by groups (got 3 and groups 2)
    # not translated: src/test/resources/modules/layers.jsonl:13:1: in_channels must be divisible by groups (got 3 and groups 2) (and 1 more)
    "other": other,
    "other.same": other_same,
}
