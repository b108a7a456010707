"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def decoder_spread(x, weight, bias=None):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), bias=False).

    x (N, L_in, 4), weight (3, 6, 4) -> (N, L_in, 6)
    """
    weight = tf.transpose(weight, [0, 2, 1])  # (3, 4, 6)
    weight = tf.reverse(weight, axis=[0])  # (3, 4, 6)
    x = tf.pad(x, [[0, 0], [2, 2], [0, 0]])  # (N, L_in + 4, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID", dilations=2)  # (N, L_in, 6)
    if bias is not None:
        x = tf.add(x, bias)  # (N, L_in, 6)
    return x


def decoder_grouped(x, weight, bias):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), groups=2).

    x (N, L_in, 4), weight (3, 3, 4) -> (N, L_in, 6)
    """
    weight = tf.transpose(weight, [0, 2, 1])  # (3, 4, 3)
    weights = tf.split(weight, 2, axis=1)  # 2 of (3, 2, 3)
    weight = tf.concat(weights, axis=2)  # (3, 2, 6)
    weight = tf.reverse(weight, axis=[0])  # (3, 2, 6)
    x = tf.pad(x, [[0, 0], [2, 2], [0, 0]])  # (N, L_in + 4, 4)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID", dilations=2)  # (N, L_in, 6)
    x = tf.add(x, bias)  # (N, L_in, 6)
    return x


def decoder_up(x, weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    x (N, H_in, W_in, 4), weight (4, 4, 2, 4) -> (N, 2*H_in, 2*W_in, 2)
    """
    n = tf.shape(x)[0]
    h_in = tf.shape(x)[1]
    w_in = tf.shape(x)[2]
    weight = tf.transpose(weight, [0, 1, 3, 2])  # (4, 4, 4, 2)
    weight = tf.reverse(weight, axis=[0, 1])  # (4, 4, 4, 2)
    x = tf.expand_dims(x, 2)  # (N, H_in, 1, W_in, 4)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 1], [0, 0], [0, 0]])  # (N, H_in, 2, W_in, 4)
    x = tf.reshape(x, tf.stack([n, 2 * h_in, w_in, 4]))  # (N, 2*H_in, W_in, 4)
    x = x[:, :-1]  # (N, 2*H_in - 1, W_in, 4)
    x = tf.expand_dims(x, 3)  # (N, 2*H_in - 1, W_in, 1, 4)
    x = tf.pad(
        x, [[0, 0], [0, 0], [0, 0], [0, 1], [0, 0]]
    )  # (N, 2*H_in - 1, W_in, 2, 4)
    x = tf.reshape(
        x, tf.stack([n, 2 * h_in - 1, 2 * w_in, 4])
    )  # (N, 2*H_in - 1, 2*W_in, 4)
    x = x[:, :, :-1]  # (N, 2*H_in - 1, 2*W_in - 1, 4)
    x = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]])  # (N, 2*H_in + 3, 2*W_in + 3, 4)
    x = tf.nn.conv2d(
        x, weight, strides=[1, 1], padding="VALID"
    )  # (N, 2*H_in, 2*W_in, 2)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 2*H_in, 2*W_in, 2)
    return x


def decoder_past(x, weight, bias=None):
    """ConvTranspose1d(2, 3, kernel_size=(2,), stride=(2,), dilation=(4,), output_padding=(3,), bias=False).

    x (N, L_in, 2), weight (2, 3, 2) -> (N, 2*L_in + 6, 3)
    """
    n = tf.shape(x)[0]
    l_in = tf.shape(x)[1]
    weight = tf.transpose(weight, [0, 2, 1])  # (2, 2, 3)
    weight = tf.reverse(weight, axis=[0])  # (2, 2, 3)
    x = tf.expand_dims(x, 2)  # (N, L_in, 1, 2)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 1], [0, 0]])  # (N, L_in, 2, 2)
    x = tf.reshape(x, tf.stack([n, 2 * l_in, 2]))  # (N, 2*L_in, 2)
    x = x[:, :-1]  # (N, 2*L_in - 1, 2)
    x = tf.pad(x, [[0, 0], [4, 7], [0, 0]])  # (N, 2*L_in + 10, 2)
    x = tf.nn.conv1d(
        x, weight, stride=1, padding="VALID", dilations=4
    )  # (N, 2*L_in + 6, 3)
    if bias is not None:
        x = tf.add(x, bias)  # (N, 2*L_in + 6, 3)
    return x


def decoder_flipped(x, weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    x (N, L_in, 2), weight (3, 3, 2) -> (N, L_in + 2, 3)
    """
    weight = tf.transpose(weight, [0, 2, 1])  # (3, 2, 3)
    x = tf.pad(x, [[0, 0], [2, 2], [0, 0]])  # (N, L_in + 4, 2)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (N, L_in + 2, 3)
    x = tf.add(x, bias)  # (N, L_in + 2, 3)
    return x


def other(x, weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 3), weight (3, 3, 8, 3) -> (1, 9, 9, 8)
    """
    weight = tf.transpose(weight, [0, 1, 3, 2])  # (3, 3, 3, 8)
    weight = tf.reverse(weight, axis=[0, 1])  # (3, 3, 3, 8)
    x = tf.expand_dims(x, 2)  # (1, 5, 1, 5, 3)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 1], [0, 0], [0, 0]])  # (1, 5, 2, 5, 3)
    x = tf.reshape(x, [1, 10, 5, 3])  # (1, 10, 5, 3)
    x = x[:, :-1]  # (1, 9, 5, 3)
    x = tf.expand_dims(x, 3)  # (1, 9, 5, 1, 3)
    x = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, 1], [0, 0]])  # (1, 9, 5, 2, 3)
    x = tf.reshape(x, [1, 9, 10, 3])  # (1, 9, 10, 3)
    x = x[:, :, :-1]  # (1, 9, 9, 3)
    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])  # (1, 11, 11, 3)
    x = tf.nn.conv2d(x, weight, strides=[1, 1], padding="VALID")  # (1, 9, 9, 8)
    if bias is not None:
        x = tf.add(x, bias)  # (1, 9, 9, 8)
    return x


LAYERS = {
    # not translated: "stem": strategy zero-insert needs a transposed convolution (got conv2d)
    # not translated: "encoder.pool": strategy zero-insert needs a convolution (got max_pool2d)
    # not translated: "encoder.depthwise": strategy zero-insert needs a transposed convolution (got conv2d)
    # not translated: "encoder.reflect": strategy zero-insert needs a transposed convolution (got conv1d)
    # not translated: "encoder.volume": strategy zero-insert needs a transposed convolution (got conv3d)
    "decoder.spread": decoder_spread,
    "decoder.grouped": decoder_grouped,
    "decoder.up": decoder_up,
    "decoder.past": decoder_past,
    "decoder.flipped": decoder_flipped,
    # not translated: "decoder.average": strategy zero-insert needs a convolution (got avg_pool1d)
    # not translated: "head\x0anext": in_channels must be divisible by groups (got 3 and groups 2)
    # not translated: src/test/resources/modules/layers.jsonl:13:1: in_channels must be divisible by groups (got 3 and groups 2) (and 1 more)
    "other": other,
    # not translated: "other.same": strategy zero-insert needs a transposed convolution (got conv2d)
}
