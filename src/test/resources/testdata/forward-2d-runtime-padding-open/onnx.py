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


def forward_2d_runtime_padding_open(weight, bias):
    """Conv2dSame(8, 8, kernel_size=(5, 5), stride=(2, 2), groups=8).

    x (N, 8, H_in, W_in), weight (8, 1, 5, 5) -> (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    """
    conv = helper.make_node(
        "Conv",
        ["x", "weight", "bias"],
        ["y"],
        strides=[2, 2],
        auto_pad="SAME_UPPER",
        group=8,
    )  # (N, 8, floor((H_in + 1)/2), floor((W_in + 1)/2))
    return make_model(
        [conv],
        ["N", 8, "H_in", "W_in"],
        ["N", 8, "floor((H_in + 1)/2)", "floor((W_in + 1)/2)"],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "forward-2d-runtime-padding-open": forward_2d_runtime_padding_open,
}
