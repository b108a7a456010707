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
    """tf.nn.conv2d(x, filters (3, 3, 2, 6), strides=[1, 1], padding="SAME", data_format="NCHW") + bias.

    x (1, 4, 7, 7), weight (6, 2, 3, 3) -> (1, 6, 7, 7)
    The weight is in the layout of PyTorch.
    """
    conv = helper.make_node(
        "Conv", ["x", "weight", "bias"], ["y"], pads=[1, 1, 1, 1], group=2
    )  # (1, 6, 7, 7)
    return make_model([conv], [1, 4, 7, 7], [1, 6, 7, 7], weight=weight, bias=bias)


LAYERS = {
    "conv2d": conv2d,
}
