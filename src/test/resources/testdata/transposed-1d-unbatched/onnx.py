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


def transposed_1d_unbatched(weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(2,), stride=(5,), padding=(1,), output_padding=(3,)).

    x (1, 4), weight (1, 1, 2) -> (1, 18)
    """
    unsqueeze = helper.make_node("Unsqueeze", ["x", "axes"], ["unsqueeze"])  # (1, 1, 4)
    conv_transpose = helper.make_node(
        "ConvTranspose",
        ["unsqueeze", "weight", "bias"],
        ["conv_transpose"],
        strides=[5],
        pads=[1, 0],
        output_padding=[2],
    )  # (1, 1, 18)
    squeeze = helper.make_node(
        "Squeeze", ["conv_transpose", "axes_2"], ["y"]
    )  # (1, 18)
    return make_model(
        [unsqueeze, conv_transpose, squeeze],
        [1, 4],
        [1, 18],
        weight=weight,
        bias=bias,
        axes=np.array([0], np.int64),
        axes_2=np.array([0], np.int64),
    )


LAYERS = {
    "transposed-1d-unbatched": transposed_1d_unbatched,
}
