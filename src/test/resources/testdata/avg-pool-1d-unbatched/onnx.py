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


def avg_pool1d():
    """AvgPool1d(kernel_size=(2,), stride=(2,)).

    x (4, 9) -> (4, 4)
    """
    unsqueeze = helper.make_node("Unsqueeze", ["x", "axes"], ["unsqueeze"])  # (1, 4, 9)
    average_pool = helper.make_node(
        "AveragePool", ["unsqueeze"], ["average_pool"], kernel_shape=[2], strides=[2]
    )  # (1, 4, 4)
    squeeze = helper.make_node("Squeeze", ["average_pool", "axes_2"], ["y"])  # (4, 4)
    return make_model(
        [unsqueeze, average_pool, squeeze],
        [4, 9],
        [4, 4],
        axes=np.array([0], np.int64),
        axes_2=np.array([0], np.int64),
    )


LAYERS = {
    "avg_pool1d": avg_pool1d,
}
