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


def forward_3d_grouped_dilated(weight, bias):
    """Conv3d(2, 4, kernel_size=(1, 3, 2), stride=(1, 2, 1), padding=(1, 2, 1), dilation=(1, 2, 1), groups=2, padding_mode='circular').

    x (1, 2, 4, 6, 5), weight (4, 1, 1, 3, 2) -> (1, 4, 6, 3, 6)
    """
    pad = helper.make_node(
        "Pad", ["x", "pads"], ["pad"], mode="wrap"
    )  # (1, 2, 6, 10, 7)
    conv = helper.make_node(
        "Conv",
        ["pad", "weight", "bias"],
        ["y"],
        strides=[1, 2, 1],
        dilations=[1, 2, 1],
        group=2,
    )  # (1, 4, 6, 3, 6)
    return make_model(
        [pad, conv],
        [1, 2, 4, 6, 5],
        [1, 4, 6, 3, 6],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 1, 2, 1, 0, 0, 1, 2, 1], np.int64),
    )


LAYERS = {
    "forward-3d-grouped-dilated": forward_3d_grouped_dilated,
}
