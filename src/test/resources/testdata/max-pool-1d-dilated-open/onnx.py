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


def max_pool1d():
    """MaxPool1d(kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,)).

    x (N, C_in, L_in) -> (N, C_in, floor((L_in - 1)/2))
    """
    pad = helper.make_node(
        "Pad", ["x", "pads", "value"], ["pad"]
    )  # (N, C_in, L_in + 2)
    max_pool = helper.make_node(
        "MaxPool", ["pad"], ["y"], kernel_shape=[3], strides=[2], dilations=[2]
    )  # (N, C_in, floor((L_in - 1)/2))
    return make_model(
        [pad, max_pool],
        ["N", "C_in", "L_in"],
        ["N", "C_in", "floor((L_in - 1)/2)"],
        pads=np.array([0, 0, 1, 0, 0, 1], np.int64),
        value=np.array(-np.inf, np.float32),
    )


LAYERS = {
    "max_pool1d": max_pool1d,
}
