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


def forward_2d(weight, bias=None):
    """Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False).

    x (1, 3, 224, 224), weight (64, 3, 7, 7) -> (1, 64, 112, 112)
    """
    conv = helper.make_node(
        "Conv",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        strides=[2, 2],
        pads=[3, 3, 3, 3],
    )  # (1, 64, 112, 112)
    return make_model(
        [conv], [1, 3, 224, 224], [1, 64, 112, 112], weight=weight, bias=bias
    )


LAYERS = {
    "forward-2d": forward_2d,
}
