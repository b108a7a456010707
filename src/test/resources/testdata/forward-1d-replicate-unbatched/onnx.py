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


def forward_1d_replicate_unbatched(weight, bias):
    """Conv1d(2, 2, kernel_size=(3,), stride=(1,), padding=(4,), padding_mode='replicate').

    x (2, 3), weight (2, 2, 3) -> (2, 9)
    """
    unsqueeze = helper.make_node("Unsqueeze", ["x", "axes"], ["unsqueeze"])  # (1, 2, 3)
    pad = helper.make_node(
        "Pad", ["unsqueeze", "pads"], ["pad"], mode="edge"
    )  # (1, 2, 11)
    conv = helper.make_node("Conv", ["pad", "weight", "bias"], ["conv"])  # (1, 2, 9)
    squeeze = helper.make_node("Squeeze", ["conv", "axes_2"], ["y"])  # (2, 9)
    return make_model(
        [unsqueeze, pad, conv, squeeze],
        [2, 3],
        [2, 9],
        weight=weight,
        bias=bias,
        axes=np.array([0], np.int64),
        pads=np.array([0, 0, 4, 0, 0, 4], np.int64),
        axes_2=np.array([0], np.int64),
    )


LAYERS = {
    "forward-1d-replicate-unbatched": forward_1d_replicate_unbatched,
}
