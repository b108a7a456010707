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


def transposed_1d_open_batch(weight, bias=None):
    """ConvTranspose1d(4, 2, kernel_size=(5,), stride=(3,), padding=(1,), output_padding=(2,), bias=False).

    x (N, 4, 16), weight (4, 2, 5) -> (N, 2, 50)
    """
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["x", "weight", "" if bias is None else "bias"],
        ["y"],
        strides=[3],
        pads=[1, 0],
        output_padding=[1],
    )  # (N, 2, 50)
    return make_model(
        [conv_transpose], ["N", 4, 16], ["N", 2, 50], weight=weight, bias=bias
    )


LAYERS = {
    "transposed-1d-open-batch": transposed_1d_open_batch,
}
