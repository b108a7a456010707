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


def forward_2d_reflect_and_crop(weight, bias):
    """Conv2d(1, C_out, kernel_size=(3, 1), stride=(1, 1), padding=(2, -1), padding_mode='reflect').

    x (1, 1, 5, W_in), weight (C_out, 1, 3, 1) -> (1, C_out, 7, W_in - 2)
    """
    c_out = weight.shape[0]
    pad = helper.make_node("Pad", ["x", "pads"], ["pad"])  # (1, 1, 5, W_in - 2)
    pad_2 = helper.make_node(
        "Pad", ["pad", "pads_2"], ["pad_2"], mode="reflect"
    )  # (1, 1, 9, W_in - 2)
    conv = helper.make_node(
        "Conv", ["pad_2", "weight", "bias"], ["y"]
    )  # (1, C_out, 7, W_in - 2)
    return make_model(
        [pad, pad_2, conv],
        [1, 1, 5, "W_in"],
        [1, c_out, 7, "W_in - 2"],
        weight=weight,
        bias=bias,
        pads=np.array([0, 0, 0, -1, 0, 0, 0, -1], np.int64),
        pads_2=np.array([0, 0, 2, 0, 0, 0, 2, 0], np.int64),
    )


LAYERS = {
    "forward-2d-reflect-and-crop": forward_2d_reflect_and_crop,
}
