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


def transposed_2d(weight, bias):
    """ConvTranspose2d(16, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)).

    x (1, 16, 14, 14), weight (16, 8, 4, 4) -> (1, 8, 28, 28)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "bias"],
        ["y"],
        strides=[2, 2],
        pads=[1, 1, 1, 1],
    )  # (1, 8, 28, 28)
    return make_model(
        [conv_transpose], [1, 16, 14, 14], [1, 8, 28, 28], weight=weight, bias=bias
    )


LAYERS = {
    "transposed-2d": transposed_2d,
}
