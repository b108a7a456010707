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


def same_pad(
    x, y, kernel_shape, strides, dilations, value=None, lower=False, late_start=False
):
    """Nodes that pad x to y like SAME, by its size when they run."""
    axes = range(len(strides))
    more = [dilations[i] * (kernel_shape[i] - 1) + 1 - strides[i] for i in axes]

    def constant(name, **number):
        return helper.make_node("Constant", [], [y + "_" + name], **number)

    def node(op, first, second, name):
        inputs = [y + "_" + first, y + "_" + second]
        return helper.make_node(op, inputs, [y + "_" + name])

    nodes = [
        helper.make_node("Shape", [x], [y + "_size"], start=2),
        constant("strides", value_ints=strides),
        constant("round", value_ints=[stride - 1 for stride in strides]),
        constant("more", value_ints=more),
        constant("two", value_ints=[2]),
        constant("none", value_ints=[0, 0]),
        node("Add", "size", "round", "rounded"),
        node("Div", "rounded", "strides", "windows"),
        node("Mul", "windows", "strides", "starts"),
        node("Add", "starts", "more", "span"),
        node("Sub", "span", "size", "total"),
    ]
    halved = "total"
    if not late_start:
        nodes += [
            constant("zero", value_ints=[0]),
            node("Max", "total", "zero", "padded"),
        ]
        halved = "padded"
    if lower:
        nodes += [constant("one", value_ints=[1]), node("Add", halved, "one", "odd")]
        halved = "odd"
    nodes += [
        node("Div", halved, "two", "before"),
        node("Sub", "total", "before", "after"),
        helper.make_node(
            "Concat",
            [y + "_none", y + "_before", y + "_none", y + "_after"],
            [y + "_amounts"],
            axis=0,
        ),
    ]
    fill = ""
    if value is not None:
        nodes.append(constant("value", value_float=value))
        fill = y + "_value"
    pad = helper.make_node("Pad", [x, y + "_amounts", fill], [y])
    return [*nodes, pad]


def conv3d(weight, bias=None):
    """tf.nn.conv3d(x, filters (2, 2, 2, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (N, D_in, H_in, W_in, 1), weight (2, 1, 2, 2, 2) -> (N, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4), 2)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 4, 1, 2, 3]
    )  # (N, 1, D_in, H_in, W_in)
    pad = same_pad(
        "transpose", "pad", [2, 2, 2], [4, 4, 4], [1, 1, 1], late_start=True
    )  # (N, 1, 4*floor((D_in + 3)/4) - 2, 4*floor((H_in + 3)/4) - 2, 4*floor((W_in + 3)/4) - 2)
    conv = helper.make_node(
        "Conv",
        ["pad", "weight", "" if bias is None else "bias"],
        ["conv"],
        strides=[4, 4, 4],
    )  # (N, 2, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4))
    transpose_2 = helper.make_node(
        "Transpose", ["conv"], ["y"], perm=[0, 2, 3, 4, 1]
    )  # (N, floor((D_in + 3)/4), floor((H_in + 3)/4), floor((W_in + 3)/4), 2)
    return make_model(
        [transpose, *pad, conv, transpose_2],
        ["N", "D_in", "H_in", "W_in", 1],
        ["N", "floor((D_in + 3)/4)", "floor((H_in + 3)/4)", "floor((W_in + 3)/4)", 2],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "conv3d": conv3d,
}
