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


def conv2d(weight, bias=None):
    """tf.nn.conv2d(x, filters (3, 3, 3, 64), strides=[2, 2], padding="SAME").

    x (1, 224, 224, 3), weight (64, 3, 3, 3) -> (1, 112, 112, 64)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (1, 3, 224, 224)
    conv = helper.make_node(
        "Conv",
        ["transpose", "weight", "" if bias is None else "bias"],
        ["conv"],
        strides=[2, 2],
        pads=[0, 0, 1, 1],
    )  # (1, 64, 112, 112)
    transpose_2 = helper.make_node(
        "Transpose", ["conv"], ["y"], perm=[0, 2, 3, 1]
    )  # (1, 112, 112, 64)
    return make_model(
        [transpose, conv, transpose_2],
        [1, 224, 224, 3],
        [1, 112, 112, 64],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "conv2d": conv2d,
}
