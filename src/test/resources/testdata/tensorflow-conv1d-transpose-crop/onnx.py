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


def conv1d_transpose(weight, bias=None):
    """tf.nn.conv1d_transpose(x, filters (4, 2, 4), output_shape=[1, 5, 2], strides=[1], padding="SAME").

    x (1, 5, 4), weight (4, 2, 4) -> (1, 5, 2)
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 2, 1]
    )  # (1, 4, 5)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["transpose", "weight", "" if bias is None else "bias"],
        ["conv_transpose"],
        pads=[1, 2],
    )  # (1, 2, 5)
    transpose_2 = helper.make_node(
        "Transpose", ["conv_transpose"], ["y"], perm=[0, 2, 1]
    )  # (1, 5, 2)
    return make_model(
        [transpose, conv_transpose, transpose_2],
        [1, 5, 4],
        [1, 5, 2],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "conv1d_transpose": conv1d_transpose,
}
