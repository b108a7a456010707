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


def forward_2d_reflect(weight, bias):
    """Conv2d(3, 8, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), padding_mode='reflect').

    x (1, 3, 20, 24), weight (8, 3, 7, 7) -> (1, 8, 20, 24)
    """
    pad = helper.make_node(
        "Pad", ["x", "pads"], ["pad"], mode="reflect"
    )  # (1, 3, 26, 30)
    conv = helper.make_node("Conv", ["pad", "weight", "bias"], ["y"])  # (1, 8, 20, 24)
    return make_model(
        [pad, conv],
        [1, 3, 20, 24],
        [1, 8, 20, 24],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 3, 3, 0, 0, 3, 3], np.int64),
    )


LAYERS = {
    "forward-2d-reflect": forward_2d_reflect,
}
