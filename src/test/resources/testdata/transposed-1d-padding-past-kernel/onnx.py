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


def transposed_1d_padding_past_kernel(weight, bias):
    """ConvTranspose1d(1, C_out, kernel_size=(1,), stride=(8,), padding=(6,), dilation=(7,), output_padding=(7,)).

    x (1, 1, 2), weight (1, C_out, 1) -> (1, C_out, 4)
    """
    c_out = weight.shape[1]
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "bias"],
        ["y"],
        strides=[8],
        pads=[6, 0],
        output_padding=[1],
    )  # (1, C_out, 4)
    return make_model(
        [conv_transpose], [1, 1, 2], [1, c_out, 4], weight=weight, bias=bias
    )


LAYERS = {
    "transposed-1d-padding-past-kernel": transposed_1d_padding_past_kernel,
}
