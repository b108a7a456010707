"""Convolutions as Keras models, written by padbridge."""

import keras
import numpy as np


def stem(weight, bias=None):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    A model from (N, H_in, W_in, 3) to (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(
        8, (7, 7), strides=(2, 2), use_bias=bias is not None
    )
    model = keras.Sequential(
        [
            keras.Input((None, None, 3)),
            keras.layers.ZeroPadding2D(((3, 3), (3, 3))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


def encoder_pool():
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    A model with data in NHWC; equal at every input size.
    """
    model = keras.Sequential(
        [
            keras.layers.Lambda(
                lambda x: keras.ops.pad(
                    x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=float("-inf")
                )
            ),
            keras.layers.MaxPooling2D(3, strides=2),
        ]
    )
    return model


def encoder_depthwise(weight, bias):
    """Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 2), padding=(1, 1), groups=8).

    A model from (N, H_in, W_in, 8) to (N, H_in, floor((W_in + 1)/2), 16), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2D(16, (3, 3), strides=(1, 2), groups=8)
    model = keras.Sequential(
        [
            keras.Input((None, None, 8)),
            keras.layers.ZeroPadding2D(((1, 1), (1, 1))),
            convolution,
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


def encoder_reflect(weight, bias):
    """Conv1d(4, 4, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='reflect').

    A model with data in NLC; equal at every input size; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1D(4, 5)
    model = keras.Sequential(
        [
            keras.layers.Lambda(
                lambda x: keras.ops.pad(x, ((0, 0), (2, 2), (0, 0)), mode="reflect")
            ),
            convolution,
        ]
    )
    model.build((None, None, 4))
    kernel = np.transpose(weight, [2, 1, 0])
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


def decoder_up(weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    A model from (N, H_in, W_in, 4) to (N, 2*H_in, 2*W_in, 2), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv2DTranspose(
        2, (4, 4), strides=(2, 2), use_bias=bias is not None
    )
    model = keras.Sequential(
        [
            keras.Input((None, None, 4)),
            convolution,
            keras.layers.Cropping2D(((1, 1), (1, 1))),
        ]
    )
    kernel = np.transpose(weight, [2, 3, 1, 0])
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


def decoder_flipped(weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    A model from (N, L_in, 2) to (N, L_in + 2, 3), channels last; weight in the PyTorch layout.
    """
    convolution = keras.layers.Conv1DTranspose(3, 3, strides=1)
    model = keras.Sequential([keras.Input((None, 2)), convolution])
    kernel = np.flip(np.transpose(weight, [2, 1, 0]), (0,))
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


def other(weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    A model from (1, 5, 5, 3) to (1, 9, 9, 8), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2DTranspose(
        8, (3, 3), strides=(2, 2), use_bias=bias is not None
    )
    model = keras.Sequential(
        [keras.Input((5, 5, 3)), convolution, keras.layers.Cropping2D(((1, 1), (1, 1)))]
    )
    kernel = weight
    convolution.set_weights([kernel] if bias is None else [kernel, np.asarray(bias)])
    return model


def other_same(weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 3, 8), strides=[2, 2], padding="SAME") + bias.

    A model from (N, H_in, W_in, 3) to (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8), channels last; weight in the TensorFlow layout.
    """
    convolution = keras.layers.Conv2D(8, (3, 3), strides=(2, 2), padding="same")
    model = keras.Sequential([keras.Input((None, None, 3)), convolution])
    kernel = weight
    convolution.set_weights([kernel, np.asarray(bias)])
    return model


LAYERS = {
    "stem": stem,
    "encoder.pool": encoder_pool,
    "encoder.depthwise": encoder_depthwise,
    "encoder.reflect": encoder_reflect,
    # not translated: "encoder.volume": strategy keras needs dilation 1 in conv3d unless the runtime is onednn (got [1, 2, 1]) (and 1 more)
    # not translated: "decoder.spread": strategy keras needs dilation 1 in conv_transpose1d unless the runtime is onednn (got [2])
    # not translated: "decoder.grouped": strategy keras needs dilation 1 in conv_transpose1d unless the runtime is onednn (got [2]) (and 1 more)
    "decoder.up": decoder_up,
    # not translated: "decoder.past": strategy keras needs dilation 1 in conv_transpose1d unless the runtime is onednn (got [4]) (and 1 more)
    "decoder.flipped": decoder_flipped,
    # not translated: "decoder.average": avg_pool1d cannot be written in Keras here: its average poolings divide by another number at the edges
    # not translated: "head\x0anext": in_channels must be divisible by groups (got 3 and groups 2)
    # not translated: src/test/resources/modules/layers.jsonl:13:1: in_channels must be divisible by groups (got 3 and groups 2) (and 1 more)
    "other": other,
    "other.same": other_same,
}
