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


def avg_pool2d():
    """tf.nn.avg_pool2d(x, ksize=[3, 3], strides=[2, 2], padding="SAME").

    x (N, H_in, W_in, C_in) -> (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    """
    transpose = helper.make_node(
        "Transpose", ["x"], ["transpose"], perm=[0, 3, 1, 2]
    )  # (N, C_in, H_in, W_in)
    average_pool = helper.make_node(
        "AveragePool",
        ["transpose"],
        ["average_pool"],
        kernel_shape=[3, 3],
        strides=[2, 2],
        auto_pad="SAME_UPPER",
    )  # (N, C_in, floor((H_in + 1)/2), floor((W_in + 1)/2))
    transpose_2 = helper.make_node(
        "Transpose", ["average_pool"], ["y"], perm=[0, 2, 3, 1]
    )  # (N, floor((H_in + 1)/2), floor((W_in + 1)/2), C_in)
    return make_model(
        [transpose, average_pool, transpose_2],
        ["N", "H_in", "W_in", "C_in"],
        ["N", "floor((H_in + 1)/2)", "floor((W_in + 1)/2)", "C_in"],
    )


LAYERS = {
    "avg_pool2d": avg_pool2d,
}
