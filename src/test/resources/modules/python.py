"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def stem(x, weight, bias=None):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (N, 3, H_in, W_in), weight (8, 3, 7, 7) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, 3)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (7, 7, 3, 8)
    x = tf.pad(x, [[0, 0], [3, 3], [3, 3], [0, 0]])  # (N, H_in + 6, W_in + 6, 3)
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="VALID"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    if bias is not None:
        x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = tf.transpose(
        x, [0, 3, 1, 2]
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


def encoder_pool(x):
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, C_in)
    x = tf.pad(
        x, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=float("-inf")
    )  # (N, H_in + 2, W_in + 2, C_in)
    x = tf.nn.max_pool2d(
        x, ksize=[3, 3], strides=[2, 2], padding="VALID"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    x = tf.transpose(
        x, [0, 3, 1, 2]
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return x


def encoder_depthwise(x, weight, bias):
    """Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 2), padding=(1, 1), groups=8).

    x (N, 8, H_in, W_in), weight (16, 1, 3, 3) -> (N, 16, H_in, floor((W_in + 1)/2))
    """
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, 8)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (3, 3, 1, 16)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (N, H_in + 2, W_in + 2, 8)
    x = tf.nn.conv2d(
        x, weight, strides=[1, 2], padding="VALID"
    )  # (N, H_in, floor((W_in + 1)/2), 16)
    x = tf.add(x, bias)  # (N, H_in, floor((W_in + 1)/2), 16)
    x = tf.transpose(x, [0, 3, 1, 2])  # (N, 16, H_in, floor((W_in + 1)/2))
    return x


def encoder_reflect(x, weight, bias):
    """Conv1d(4, 4, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='reflect').

    x (N, 4, L_in), weight (4, 4, 5) -> (N, 4, L_in)
    tf.pad refuses an empty batch with mode="REFLECT".
    """
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (5, 4, 4)
    x = tf.pad(x, [[0, 0], [2, 2], [0, 0]], mode="REFLECT")  # (N, L_in + 4, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (N, L_in, 4)
    x = tf.add(x, bias)  # (N, L_in, 4)
    x = tf.transpose(x, [0, 2, 1])  # (N, 4, L_in)
    return x


def encoder_volume(x, weight, bias=None):
    """Conv3d(4, 6, kernel_size=(1, 3, 3), stride=(1, 1, 1), dilation=(1, 2, 1), groups=2, bias=False).

    x (N, 4, D_in, H_in, W_in), weight (6, 2, 1, 3, 3) -> (N, 6, D_in, H_in - 4, W_in - 2)
    """
    x = tf.transpose(x, [0, 2, 3, 4, 1])  # (N, D_in, H_in, W_in, 4)
    weight = tf.transpose(weight, [2, 3, 4, 1, 0])  # (1, 3, 3, 2, 6)
    weight = tf.expand_dims(weight, 2)  # (1, 3, 1, 3, 2, 6)
    weight = tf.pad(
        weight, [[0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [0, 0]]
    )  # (1, 3, 2, 3, 2, 6)
    weight = tf.reshape(weight, [1, 6, 3, 2, 6])  # (1, 6, 3, 2, 6)
    weight = weight[:, :-1]  # (1, 5, 3, 2, 6)
    xs = tf.split(x, 2, axis=4)  # 2 of (N, D_in, H_in, W_in, 2)
    weights = tf.split(weight, 2, axis=4)  # 2 of (1, 5, 3, 2, 3)
    xs = [
        tf.nn.conv3d(part, kernel, strides=[1, 1, 1, 1, 1], padding="VALID")
        for part, kernel in zip(xs, weights)
    ]  # each (N, D_in, H_in - 4, W_in - 2, 3)
    x = tf.concat(xs, axis=4)  # (N, D_in, H_in - 4, W_in - 2, 6)
    if bias is not None:
        x = tf.add(x, bias)  # (N, D_in, H_in - 4, W_in - 2, 6)
    x = tf.transpose(x, [0, 4, 1, 2, 3])  # (N, 6, D_in, H_in - 4, W_in - 2)
    return x


def decoder_spread(x, weight, bias=None):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), bias=False).

    x (N, 4, L_in), weight (4, 6, 3) -> (N, 6, L_in)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 6, 4)
    weight = tf.expand_dims(weight, 1)  # (3, 1, 6, 4)
    weight = tf.pad(weight, [[0, 0], [0, 1], [0, 0], [0, 0]])  # (3, 2, 6, 4)
    weight = tf.reshape(weight, [6, 6, 4])  # (6, 6, 4)
    weight = weight[:-1]  # (5, 6, 4)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([n, l_in + 4, 6]), strides=1, padding="VALID"
    )  # (N, L_in + 4, 6)
    x = x[:, 2:-2]  # (N, L_in, 6)
    if bias is not None:
        x = tf.add(x, bias)  # (N, L_in, 6)
    x = tf.transpose(x, [0, 2, 1])  # (N, 6, L_in)
    return x


def decoder_grouped(x, weight, bias):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), groups=2).

    x (N, 4, L_in), weight (4, 3, 3) -> (N, 6, L_in)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 4)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 3, 4)
    weight = tf.expand_dims(weight, 1)  # (3, 1, 3, 4)
    weight = tf.pad(weight, [[0, 0], [0, 1], [0, 0], [0, 0]])  # (3, 2, 3, 4)
    weight = tf.reshape(weight, [6, 3, 4])  # (6, 3, 4)
    weight = weight[:-1]  # (5, 3, 4)
    xs = tf.split(x, 2, axis=2)  # 2 of (N, L_in, 2)
    weights = tf.split(weight, 2, axis=2)  # 2 of (5, 3, 2)
    xs = [
        tf.nn.conv1d_transpose(
            part,
            kernel,
            output_shape=tf.stack([n, l_in + 4, 3]),
            strides=1,
            padding="VALID",
        )
        for part, kernel in zip(xs, weights)
    ]  # each (N, L_in + 4, 3)
    x = tf.concat(xs, axis=2)  # (N, L_in + 4, 6)
    x = x[:, 2:-2]  # (N, L_in, 6)
    x = tf.add(x, bias)  # (N, L_in, 6)
    x = tf.transpose(x, [0, 2, 1])  # (N, 6, L_in)
    return x


def decoder_up(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    x (N, 4, H_in, W_in), weight (4, 2, 4, 4) -> (N, 2, 2*H_in, 2*W_in)
    """
    n = tf.shape(x)[0]
    h_in = tf.shape(x)[2]
    w_in = tf.shape(x)[3]
    x = tf.transpose(x, [0, 2, 3, 1])  # (N, H_in, W_in, 4)
    weight = tf.transpose(weight, [2, 3, 1, 0])  # (4, 4, 2, 4)
    x = tf.nn.conv2d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * h_in + 2, 2 * w_in + 2, 2]),
        strides=[2, 2],
        padding="VALID",
    )  # (N, 2*H_in + 2, 2*W_in + 2, 2)
    x = x[:, 1:-1, 1:-1]  # (N, 2*H_in, 2*W_in, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 2*H_in, 2*W_in, 2)
    x = tf.transpose(x, [0, 3, 1, 2])  # (N, 2, 2*H_in, 2*W_in)
    return x


def decoder_past(x, weight, bias=None):
    """ConvTranspose1d(2, 3, kernel_size=(2,), stride=(2,), dilation=(4,), output_padding=(3,), bias=False).

    x (N, 2, L_in), weight (2, 3, 2) -> (N, 3, 2*L_in + 6)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (2, 3, 2)
    weight = tf.expand_dims(weight, 1)  # (2, 1, 3, 2)
    weight = tf.pad(weight, [[0, 0], [0, 3], [0, 0], [0, 0]])  # (2, 4, 3, 2)
    weight = tf.reshape(weight, [8, 3, 2])  # (8, 3, 2)
    weight = weight[:-3]  # (5, 3, 2)
    x = tf.nn.conv1d_transpose(
        x,
        weight,
        output_shape=tf.stack([n, 2 * l_in + 3, 3]),
        strides=2,
        padding="VALID",
    )  # (N, 2*L_in + 3, 3)
    x = tf.pad(x, [[0, 0], [0, 3], [0, 0]])  # (N, 2*L_in + 6, 3)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 2*L_in + 6, 3)
    x = tf.transpose(x, [0, 2, 1])  # (N, 3, 2*L_in + 6)
    return x


def decoder_flipped(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    x (N, 2, L_in), weight (2, 3, 3) -> (N, 3, L_in + 2)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[2]
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, 2)
    weight = tf.transpose(weight, [2, 1, 0])  # (3, 3, 2)
    weight = tf.reverse(weight, axis=[0])  # (3, 3, 2)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=tf.stack([n, l_in + 2, 3]), strides=1, padding="VALID"
    )  # (N, L_in + 2, 3)
    x = tf.add(x, bias)  # (N, L_in + 2, 3)
    x = tf.transpose(x, [0, 2, 1])  # (N, 3, L_in + 2)
    return x


def decoder_average(x):
    """AvgPool1d(kernel_size=(2,), stride=(3,), padding=(1,), count_include_pad=False).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in + 3)/3))
    """
    x = tf.transpose(x, [0, 2, 1])  # (N, L_in, C_in)
    coverage = tf.ones_like(x[:1, :, :1])  # (1, L_in, 1)
    coverage = tf.pad(coverage, [[0, 0], [1, 1], [0, 0]])  # (1, L_in + 2, 1)
    coverage = tf.nn.avg_pool1d(
        coverage, ksize=2, strides=3, padding="VALID"
    )  # (1, floor((L_in + 3)/3), 1)
    x = tf.pad(x, [[0, 0], [1, 1], [0, 0]])  # (N, L_in + 2, C_in)
    x = tf.nn.avg_pool1d(
        x, ksize=2, strides=3, padding="VALID"
    )  # (N, floor((L_in + 3)/3), C_in)
    x = x / coverage  # (N, floor((L_in + 3)/3), C_in)
    x = tf.transpose(x, [0, 2, 1])  # (N, C_in, floor((L_in + 3)/3))
    return x


def other(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 3), weight (3, 3, 8, 3) -> (1, 9, 9, 8)
    """
    x = tf.nn.conv2d_transpose(
        x, weight, output_shape=[1, 11, 11, 8], strides=[2, 2], padding="VALID"
    )  # (1, 11, 11, 8)
    x = x[:, 1:10, 1:10]  # (1, 9, 9, 8)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 9, 9, 8)
    return x


def other_same(x, weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 3, 8), strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 3), weight (3, 3, 3, 8) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    """
    x = tf.nn.conv2d(
        x, weight, strides=[2, 2], padding="SAME"
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    x = tf.add(x, bias)  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
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
