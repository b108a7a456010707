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


def conv2d(weight, bias):
    """Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(1, 1), flip_kernel=True).

    x (1, 2, 5, 6), weight (3, 2, 2, 3) -> (1, 3, 6, 6)
    """
    weight = np.flip(weight, (2, 3))  # (3, 2, 2, 3)
    conv = helper.make_node(
        "Conv", ["x", "weight", "bias"], ["y"], pads=[1, 1, 1, 1]
    )  # (1, 3, 6, 6)
    return make_model([conv], [1, 2, 5, 6], [1, 3, 6, 6], weight=weight, bias=bias)


LAYERS = {
    "conv2d": conv2d,
}
