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


def conv3d(weight, bias=None):
    """tf.nn.conv3d(x, filters (1, 1, 1, 1, 2), strides=[4, 4, 4], padding="SAME").

    x (1, 8, 8, 8, 1), weight (2, 1, 1, 1, 1) -> (1, 2, 2, 2, 2)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 4, 1, 2, 3]
    )  # (1, 1, 8, 8, 8)
    pad = helper.make_node("Pad", ["transpose", "pads"], ["pad"])  # (1, 1, 5, 5, 5)
    conv = helper.make_node(
        "Conv",
        ["pad", "weight", "" if bias is None else "bias"],
        ["conv"],
        strides=[4, 4, 4],
    )  # (1, 2, 2, 2, 2)
    transpose_2 = helper.make_node(
        "Transpose", ["conv"], ["y"], perm=[0, 2, 3, 4, 1]
    )  # (1, 2, 2, 2, 2)
    return make_model(
        [transpose, pad, conv, transpose_2],
        [1, 8, 8, 8, 1],
        [1, 2, 2, 2, 2],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, -1, -1, -1, 0, 0, -2, -2, -2], np.int64),
    )


LAYERS = {
    "conv3d": conv3d,
}
