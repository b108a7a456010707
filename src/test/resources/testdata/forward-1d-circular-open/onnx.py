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


def forward_1d_circular_open(weight, bias):
    """Conv1d(2, 2, kernel_size=(5,), stride=(1,), padding=(2,), padding_mode='circular').

    x (N, 2, L_in), weight (2, 2, 5) -> (N, 2, L_in)
    """
    pad = helper.make_node(
        "Pad", ["x", "pads"], ["pad"], mode="wrap"
    )  # (N, 2, L_in + 4)
    conv = helper.make_node("Conv", ["pad", "weight", "bias"], ["y"])  # (N, 2, L_in)
    return make_model(
        [pad, conv],
        ["N", 2, "L_in"],
        ["N", 2, "L_in"],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 2, 0, 0, 2], np.int64),
    )


LAYERS = {
    "forward-1d-circular-open": forward_1d_circular_open,
}
