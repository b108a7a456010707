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


def forward_1d_same(weight, bias):
    """Conv1d(4, 8, kernel_size=(4,), stride=(1,), padding='same').

    x (2, 4, 30), weight (8, 4, 4) -> (2, 8, 30)
    """
    conv = helper.make_node(
        "Conv", ["x", "weight", "bias"], ["y"], pads=[1, 2]
    )  # (2, 8, 30)
    return make_model([conv], [2, 4, 30], [2, 8, 30], weight=weight, bias=bias)


LAYERS = {
    "forward-1d-same": forward_1d_same,
}
