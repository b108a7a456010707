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


def forward_1d_negative_padding(weight, bias):
    """Conv1d(1, C_out, kernel_size=(2,), stride=(1,), padding=(-1,), padding_mode='circular').

    x (1, 1, 6), weight (C_out, 1, 2) -> (1, C_out, 3)
    """
    c_out = weight.shape[0]
    pad = helper.make_node("Pad", ["x", "pads"], ["pad"])  # (1, 1, 4)
    conv = helper.make_node("Conv", ["pad", "weight", "bias"], ["y"])  # (1, C_out, 3)
    return make_model(
        [pad, conv],
        [1, 1, 6],
        [1, c_out, 3],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, -1, 0, 0, -1], np.int64),
    )


LAYERS = {
    "forward-1d-negative-padding": forward_1d_negative_padding,
}
