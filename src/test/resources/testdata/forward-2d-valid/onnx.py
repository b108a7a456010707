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


def forward_2d_valid(weight, bias):
    """Conv2d(1, 2, kernel_size=(2, 3), stride=(1, 1), padding='valid').

    x (1, 1, 4, 5), weight (2, 1, 2, 3) -> (1, 2, 3, 3)
    """
    conv = helper.make_node("Conv", ["x", "weight", "bias"], ["y"])  # (1, 2, 3, 3)
    return make_model([conv], [1, 1, 4, 5], [1, 2, 3, 3], weight=weight, bias=bias)


LAYERS = {
    "forward-2d-valid": forward_2d_valid,
}
