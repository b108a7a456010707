"""Layers in JAX ops, written by padbridge."""

import jax.numpy as jnp
from jax import lax


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of Flax."""
    return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


def stem(x, weight, bias=None):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (N, H_in, W_in, 3), weight (7, 7, 3, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(2, 2),
        padding=[(3, 3), (3, 3)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    if bias is not None:
        x = x + bias  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return x


def encoder_pool(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, H_in, W_in, C_in) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    """
    x = lax.reduce_window(
        x,
        -jnp.inf,
        lax.max,
        window_dimensions=(1, 3, 3, 1),
        window_strides=(1, 2, 2, 1),
        padding=[(0, 0), (1, 1), (1, 1), (0, 0)],
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    return x


def encoder_depthwise(x, weight, bias):
    """Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 2), padding=(1, 1), groups=8).

    x (N, H_in, W_in, 8), weight (3, 3, 1, 16) -> (N, H_in, floor((W_in + 1)/2), 16)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 2),
        padding=[(1, 1), (1, 1)],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=8,
    )  # (N, H_in, floor((W_in + 1)/2), 16)
    x = x + bias  # (N, H_in, floor((W_in + 1)/2), 16)
    return x


def encoder_reflect(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='reflect').

    x (N, L_in, 4), weight (5, 4, 4) -> (N, L_in, 4)
    """
    x = jnp.pad(x, [(0, 0), (2, 2), (0, 0)], mode="reflect")  # (N, L_in + 4, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding="VALID",
        dimension_numbers=("NLC", "LIO", "NLC"),
    )  # (N, L_in, 4)
    x = x + bias  # (N, L_in, 4)
    return x


def encoder_volume(x, weight, bias=None):
    """Conv3d(4, 6, kernel_size=(1, 3, 3), stride=(1, 1, 1), dilation=(1, 2, 1), groups=2, bias=False).

    x (N, D_in, H_in, W_in, 4), weight (1, 3, 3, 2, 6) -> (N, D_in, H_in - 4, W_in - 2, 6)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1, 1),
        padding="VALID",
        rhs_dilation=(1, 2, 1),
        dimension_numbers=("NDHWC", "DHWIO", "NDHWC"),
        feature_group_count=2,
    )  # (N, D_in, H_in - 4, W_in - 2, 6)
    if bias is not None:
        x = x + bias  # (N, D_in, H_in - 4, W_in - 2, 6)
    return x


def decoder_spread(x, weight, bias=None):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), bias=False).

    x (N, L_in, 4), weight (3, 6, 4) -> (N, L_in, 6)
    """
    weight = jnp.flip(weight, (0,))  # (3, 6, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        rhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (N, L_in, 6)
    if bias is not None:
        x = x + bias  # (N, L_in, 6)
    return x


def decoder_grouped(x, weight, bias):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), groups=2).

    x (N, L_in, 4), weight (3, 3, 4) -> (N, L_in, 6)
    """
    weight = jnp.reshape(weight, (3, 3, 2, 2))  # (3, 3, 2, 2)
    weight = jnp.transpose(weight, (0, 2, 1, 3))  # (3, 2, 3, 2)
    weight = jnp.reshape(weight, (3, 6, 2))  # (3, 6, 2)
    weight = jnp.flip(weight, (0,))  # (3, 6, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        rhs_dilation=(2,),
        dimension_numbers=("NLC", "LOI", "NLC"),
        feature_group_count=2,
    )  # (N, L_in, 6)
    x = x + bias  # (N, L_in, 6)
    return x


def decoder_up(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    x (N, H_in, W_in, 4), weight (4, 4, 2, 4) -> (N, 2*H_in, 2*W_in, 2)
    """
    weight = jnp.flip(weight, (0, 1))  # (4, 4, 2, 4)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1, 1),
        padding=[(2, 2), (2, 2)],
        lhs_dilation=(2, 2),
        dimension_numbers=("NHWC", "HWOI", "NHWC"),
    )  # (N, 2*H_in, 2*W_in, 2)
    if bias is not None:
        x = x + bias  # (N, 2*H_in, 2*W_in, 2)
    return x


def decoder_past(x, weight, bias=None):
    """ConvTranspose1d(2, 3, kernel_size=(2,), stride=(2,), dilation=(4,), output_padding=(3,), bias=False).

    x (N, L_in, 2), weight (2, 3, 2) -> (N, 2*L_in + 6, 3)
    """
    weight = jnp.flip(weight, (0,))  # (2, 3, 2)
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(4, 7)],
        lhs_dilation=(2,),
        rhs_dilation=(4,),
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (N, 2*L_in + 6, 3)
    if bias is not None:
        x = x + bias  # (N, 2*L_in + 6, 3)
    return x


def decoder_flipped(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    x (N, L_in, 2), weight (3, 3, 2) -> (N, L_in + 2, 3)
    """
    x = lax.conv_general_dilated(
        x,
        weight,
        window_strides=(1,),
        padding=[(2, 2)],
        dimension_numbers=("NLC", "LOI", "NLC"),
    )  # (N, L_in + 2, 3)
    x = x + bias  # (N, L_in + 2, 3)
    return x


def decoder_average(x):
    """AvgPool1d(kernel_size=(2,), stride=(3,), padding=(1,), count_include_pad=False).

    x (N, L_in, C_in) -> (N, floor((L_in + 3)/3), C_in)
    """
    coverage = jnp.ones_like(x[:1, :, :1])  # (1, L_in, 1)
    coverage = lax.reduce_window(
        coverage,
        0.0,
        lax.add,
        window_dimensions=(1, 2, 1),
        window_strides=(1, 3, 1),
        padding=[(0, 0), (1, 1), (0, 0)],
    )  # (1, floor((L_in + 3)/3), 1)
    x = lax.reduce_window(
        x,
        0.0,
        lax.add,
        window_dimensions=(1, 2, 1),
        window_strides=(1, 3, 1),
        padding=[(0, 0), (1, 1), (0, 0)],
    )  # (N, floor((L_in + 3)/3), C_in)
    x = x / coverage  # (N, floor((L_in + 3)/3), C_in)
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
