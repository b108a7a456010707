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


def conv2d_transpose(weight, bias=None):
    """tf.nn.conv2d_transpose(x, filters (3, 3, 2, 4), output_shape=[1, 10, 9, 2], strides=[2, 2], padding="SAME").

    x (1, 5, 5, 4), weight (4, 2, 3, 3) -> (1, 10, 9, 2)
    The weight is in the layout of PyTorch.
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (1, 4, 5, 5)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["transpose", "weight", "" if bias is None else "bias"],
        ["conv_transpose"],
        strides=[2, 2],
        pads=[0, 1, 1, 1],
    )  # (1, 2, 10, 9)
    transpose_2 = helper.make_node(
        "Transpose", ["conv_transpose"], ["y"], perm=[0, 2, 3, 1]
    )  # (1, 10, 9, 2)
    return make_model(
        [transpose, conv_transpose, transpose_2],
        [1, 5, 5, 4],
        [1, 10, 9, 2],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "conv2d_transpose": conv2d_transpose,
}
