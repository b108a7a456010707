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


def transposed_1d_output_padding_past_stride(weight, bias):
    """ConvTranspose1d(3, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(4,), output_padding=(3,)).

    x (2, 3, 10), weight (3, 2, 3) -> (2, 2, 28)
    """
    pad = helper.make_node("Pad", ["x", "pads"], ["pad"])  # (2, 3, 11)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["pad", "weight", "bias"],
        ["y"],
        strides=[2],
        dilations=[4],
        pads=[1, 0],
    )  # (2, 2, 28)
    return make_model(
        [pad, conv_transpose],
        [2, 3, 10],
        [2, 2, 28],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 0, 0, 0, 1], np.int64),
    )


LAYERS = {
    "transposed-1d-output-padding-past-stride": transposed_1d_output_padding_past_stride,
}
