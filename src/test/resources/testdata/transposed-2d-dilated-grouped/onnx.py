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


def transposed_2d_dilated_grouped(weight, bias=None):
    """ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 0), dilation=(6, 3), output_padding=(5, 0), groups=2, bias=False).

    x (4, 3, 9), weight (4, 1, 2, 2) -> (2, 12, 12)
    """
    unsqueeze = helper.make_node(
        "Unsqueeze", ["x", "axes"], ["unsqueeze"]
    )  # (1, 4, 3, 9)
    pad = helper.make_node("Pad", ["unsqueeze", "pads"], ["pad"])  # (1, 4, 7, 9)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["pad", "weight", "" if bias is None else "bias"],
        ["conv_transpose"],
        dilations=[6, 3],
        pads=[1, 0, 0, 0],
        group=2,
    )  # (1, 2, 12, 12)
    squeeze = helper.make_node(
        "Squeeze", ["conv_transpose", "axes_2"], ["y"]
    )  # (2, 12, 12)
    return make_model(
        [unsqueeze, pad, conv_transpose, squeeze],
        [4, 3, 9],
        [2, 12, 12],
        weight=weight,
        bias=bias,
        axes=np.array([0], np.int64),
        pads=np.array([0, 0, 0, 0, 0, 0, 4, 0], np.int64),
        axes_2=np.array([0], np.int64),
    )


LAYERS = {
    "transposed-2d-dilated-grouped": transposed_2d_dilated_grouped,
}
