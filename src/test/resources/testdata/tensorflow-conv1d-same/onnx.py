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


def conv1d(weight, bias=None):
    """tf.nn.conv1d(x, filters (4, 3, 4), strides=[2], padding="SAME").

    x (1, 9, 3), weight (4, 3, 4) -> (1, 5, 4)
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 2, 1]
    )  # (1, 3, 9)
    conv = helper.make_node(
        "Conv",
        ["transpose", "weight", "" if bias is None else "bias"],
        ["conv"],
        strides=[2],
        pads=[1, 2],
    )  # (1, 4, 5)
    transpose_2 = helper.make_node(
        "Transpose", ["conv"], ["y"], perm=[0, 2, 1]
    )  # (1, 5, 4)
    return make_model(
        [transpose, conv, transpose_2], [1, 9, 3], [1, 5, 4], weight=weight, bias=bias
    )


LAYERS = {
    "conv1d": conv1d,
}
