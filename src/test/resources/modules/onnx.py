"""Layers as ONNX models, written by padbridge."""

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper


def make_model(nodes, x, y, **tensors):
    """A checked model from x to y, with the tensors that are not None."""
    arrays = {name: np.asarray(t) for name, t in tensors.items() if t is not None}
    kind = TensorProto.FLOAT
    if "weight" in arrays:
        kind = helper.np_dtype_to_tensor_dtype(arrays["weight"].dtype)
    graph = helper.make_graph(
        nodes,
        "layer",
        [helper.make_tensor_value_info("x", kind, x)],
        [helper.make_tensor_value_info("y", kind, y)],
        [numpy_helper.from_array(array, name) for name, array in arrays.items()],
    )
    opset = helper.make_opsetid("", 19)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=9)
    checker.check_model(model, full_check=True)
    return model


def stem(weight, bias=None):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (N, 3, H_in, W_in), weight (8, 3, 7, 7) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    conv = helper.make_node(
        "Conv",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        strides=[2, 2],
        pads=[3, 3, 3, 3],
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return make_model(
        [conv],
        ["N", 3, "H_in", "W_in"],
        ["N", 8, "floor((H_in + 1)/2)", "floor((W_in + 1)/2)"],
        weight=weight,
        bias=bias,
    )


def encoder_pool():
    """MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)).

    x (N, C_in, H_in, W_in) -> (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    max_pool = helper.make_node(
        "MaxPool", ["x"], ["y"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return make_model(
        [max_pool],
        ["N", "C_in", "H_in", "W_in"],
        ["N", "C_in", "floor((H_in + 1)/2)", "floor((W_in + 1)/2)"],
    )


def encoder_depthwise(weight, bias):
    """Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 2), padding=(1, 1), groups=8).

    x (N, 8, H_in, W_in), weight (16, 1, 3, 3) -> (N, 16, H_in, floor((W_in + 1)/2))
    """
    conv = helper.make_node(
        "Conv",
        ["x", "weight", "bias"],
        ["y"],
        strides=[1, 2],
        pads=[1, 1, 1, 1],
        group=8,
    )  # (N, 16, H_in, floor((W_in + 1)/2))
    return make_model(
        [conv],
        ["N", 8, "H_in", "W_in"],
        ["N", 16, "H_in", "floor((W_in + 1)/2)"],
        weight=weight,
        bias=bias,
    )


def encoder_reflect(weight, bias):
    """Conv1d(4, 4, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='reflect').

    x (N, 4, L_in), weight (4, 4, 5) -> (N, 4, L_in)
    """
    pad = helper.make_node(
        "Pad", ["x", "pads"], ["pad"], mode="reflect"
    )  # (N, 4, L_in + 4)
    conv = helper.make_node("Conv", ["pad", "weight", "bias"], ["y"])  # (N, 4, L_in)
    return make_model(
        [pad, conv],
        ["N", 4, "L_in"],
        ["N", 4, "L_in"],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 2, 0, 0, 2], np.int64),
    )


def encoder_volume(weight, bias=None):
    """Conv3d(4, 6, kernel_size=(1, 3, 3), stride=(1, 1, 1), dilation=(1, 2, 1), groups=2, bias=False).

    x (N, 4, D_in, H_in, W_in), weight (6, 2, 1, 3, 3) -> (N, 6, D_in, H_in - 4, W_in - 2)
    """
    conv = helper.make_node(
        "Conv",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        dilations=[1, 2, 1],
        group=2,
    )  # (N, 6, D_in, H_in - 4, W_in - 2)
    return make_model(
        [conv],
        ["N", 4, "D_in", "H_in", "W_in"],
        ["N", 6, "D_in", "H_in - 4", "W_in - 2"],
        weight=weight,
        bias=bias,
    )


def decoder_spread(weight, bias=None):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), bias=False).

    x (N, 4, L_in), weight (4, 6, 3) -> (N, 6, L_in)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        dilations=[2],
        pads=[2, 2],
    )  # (N, 6, L_in)
    return make_model(
        [conv_transpose], ["N", 4, "L_in"], ["N", 6, "L_in"], weight=weight, bias=bias
    )


def decoder_grouped(weight, bias):
    """ConvTranspose1d(4, 6, kernel_size=(3,), stride=(1,), padding=(2,), dilation=(2,), groups=2).

    x (N, 4, L_in), weight (4, 3, 3) -> (N, 6, L_in)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "bias"],
        ["y"],
        dilations=[2],
        pads=[2, 2],
        group=2,
    )  # (N, 6, L_in)
    return make_model(
        [conv_transpose], ["N", 4, "L_in"], ["N", 6, "L_in"], weight=weight, bias=bias
    )


def decoder_up(weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False).

    x (N, 4, H_in, W_in), weight (4, 2, 4, 4) -> (N, 2, 2*H_in, 2*W_in)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        strides=[2, 2],
        pads=[1, 1, 1, 1],
    )  # (N, 2, 2*H_in, 2*W_in)
    return make_model(
        [conv_transpose],
        ["N", 4, "H_in", "W_in"],
        ["N", 2, "2*H_in", "2*W_in"],
        weight=weight,
        bias=bias,
    )


def decoder_past(weight, bias=None):
    """ConvTranspose1d(2, 3, kernel_size=(2,), stride=(2,), dilation=(4,), output_padding=(3,), bias=False).

    x (N, 2, L_in), weight (2, 3, 2) -> (N, 3, 2*L_in + 6)
    """
    pad = helper.make_node("Pad", ["x", "pads"], ["pad"])  # (N, 2, L_in + 2)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["pad", "weight", "" if bias is None else "bias"],
        ["y"],
        strides=[2],
        dilations=[4],
        pads=[0, 1],
    )  # (N, 3, 2*L_in + 6)
    return make_model(
        [pad, conv_transpose],
        ["N", 2, "L_in"],
        ["N", 3, "2*L_in + 6"],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 0, 0, 0, 2], np.int64),
    )


def decoder_flipped(weight, bias):
    """ConvTranspose1d(2, 3, kernel_size=(3,), stride=(1,), flip_kernel=True).

    x (N, 2, L_in), weight (2, 3, 3) -> (N, 3, L_in + 2)
    """
    weight = np.flip(weight, (2,))  # (2, 3, 3)
    conv_transpose = helper.make_node(
        "ConvTranspose", ["x", "weight", "bias"], ["y"]
    )  # (N, 3, L_in + 2)
    return make_model(
        [conv_transpose],
        ["N", 2, "L_in"],
        ["N", 3, "L_in + 2"],
        weight=weight,
        bias=bias,
    )


def decoder_average():
    """AvgPool1d(kernel_size=(2,), stride=(3,), padding=(1,), count_include_pad=False).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in + 3)/3))
    """
    average_pool = helper.make_node(
        "AveragePool", ["x"], ["y"], kernel_shape=[2], strides=[3], pads=[1, 1]
    )  # (N, C_in, floor((L_in + 3)/3))
    return make_model(
        [average_pool], ["N", "C_in", "L_in"], ["N", "C_in", "floor((L_in + 3)/3)"]
    )


def other(weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 8, 3), output_shape=[1, 9, 9, 8], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 3), weight (3, 8, 3, 3) -> (1, 9, 9, 8)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (1, 3, 5, 5)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["transpose", "weight", "" if bias is None else "bias"],
        ["conv_transpose"],
        strides=[2, 2],
        pads=[1, 1, 1, 1],
    )  # (1, 8, 9, 9)
    transpose_2 = helper.make_node(
        "Transpose", ["conv_transpose"], ["y"], perm=[0, 2, 3, 1]
    )  # (1, 9, 9, 8)
    return make_model(
        [transpose, conv_transpose, transpose_2],
        [1, 5, 5, 3],
        [1, 9, 9, 8],
        weight=weight,
        bias=bias,
    )


def other_same(weight, bias):
    """tf.nn.conv2d(x, filters (3, 3, 3, 8), strides=[2, 2], padding="SAME") + bias.

    x (N, H_in, W_in, 3), weight (8, 3, 3, 3) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (N, 3, H_in, W_in)
    conv = helper.make_node(
        "Conv",
        ["transpose", "weight", "bias"],
        ["conv"],
        strides=[2, 2],
        auto_pad="SAME_UPPER",
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    transpose_2 = helper.make_node(
        "Transpose", ["conv"], ["y"], perm=[0, 2, 3, 1]
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 8)
    return make_model(
        [transpose, conv, transpose_2],
        ["N", "H_in", "W_in", 3],
        ["N", "floor((H_in + 1)/2)", "floor((W_in + 1)/2)", 8],
        weight=weight,
        bias=bias,
    )


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
