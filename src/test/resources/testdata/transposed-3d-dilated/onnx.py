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


def transposed_3d_dilated(weight, bias):
    """ConvTranspose3d(2, 2, kernel_size=(2, 3, 2), stride=(2, 2, 2), padding=(1, 1, 1), dilation=(2, 3, 4), groups=2).

    x (N, 2, D_in, 5, W_in), weight (2, 1, 2, 3, 2) -> (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "bias"],
        ["y"],
        strides=[2, 2, 2],
        dilations=[2, 3, 4],
        pads=[1, 1, 1, 1, 1, 1],
        group=2,
    )  # (N, 2, 2*D_in - 1, 13, 2*W_in + 1)
    return make_model(
        [conv_transpose],
        ["N", 2, "D_in", 5, "W_in"],
        ["N", 2, "2*D_in - 1", 13, "2*W_in + 1"],
        weight=weight,
        bias=bias,
    )


LAYERS = {
    "transposed-3d-dilated": transposed_3d_dilated,
}
