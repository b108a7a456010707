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


def avg_pool3d():
    """AvgPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), divisor_override=5).

    x (1, 2, 4, 4, 4) -> (1, 2, 2, 2, 2)
    """
    average_pool = helper.make_node(
        "AveragePool",
        ["x"],
        ["average_pool"],
        kernel_shape=[2, 2, 2],
        strides=[2, 2, 2],
    )  # (1, 2, 2, 2, 2)
    mul = helper.make_node("Mul", ["average_pool", "times"], ["mul"])  # (1, 2, 2, 2, 2)
    div = helper.make_node("Div", ["mul", "over"], ["y"])  # (1, 2, 2, 2, 2)
    return make_model(
        [average_pool, mul, div],
        [1, 2, 4, 4, 4],
        [1, 2, 2, 2, 2],
        times=np.array(8.0, np.float32),
        over=np.array(5.0, np.float32),
    )


LAYERS = {
    "avg_pool3d": avg_pool3d,
}
