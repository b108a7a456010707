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


def max_pool2d():
    """tf.nn.max_pool2d(x, ksize=[2, 2], strides=[1, 1], padding="SAME").

    x (1, 8, 8, 2) -> (1, 8, 8, 2)
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (1, 2, 8, 8)
    max_pool = helper.make_node(
        "MaxPool", ["transpose"], ["max_pool"], kernel_shape=[2, 2], pads=[0, 0, 1, 1]
    )  # (1, 2, 8, 8)
    transpose_2 = helper.make_node(
        "Transpose", ["max_pool"], ["y"], perm=[0, 2, 3, 1]
    )  # (1, 8, 8, 2)
    return make_model([transpose, max_pool, transpose_2], [1, 8, 8, 2], [1, 8, 8, 2])


LAYERS = {
    "max_pool2d": max_pool2d,
}
