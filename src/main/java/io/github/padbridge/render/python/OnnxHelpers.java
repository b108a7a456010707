package io.github.padbridge.render.python;

import io.github.padbridge.plan.OnnxStep;

/** Python functions that the functions of an ONNX module call. */
final class OnnxHelpers {
  /** The IR version that came with the opset. */
  private static final int IR_VERSION = 9;

  /** Makes a model of nodes. */
  static final String MAKE_MODEL =
      """
      def make_model(nodes, x, y, **tensors):
          \"""A checked model from x to y, with the tensors that are not None.\"""
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
          opset = helper.make_opsetid("", %d)
          model = helper.make_model(graph, opset_imports=[opset], ir_version=%d)
          checker.check_model(model, full_check=True)
          return model
      """
          .formatted(OnnxStep.OPSET, IR_VERSION);

  /** The step {@link OnnxStep.SamePad} as nodes. */
  static final String SAME_PAD =
      """
      def same_pad(
          x, y, kernel_shape, strides, dilations, value=None, lower=False, late_start=False
      ):
          \"""Nodes that pad x to y like SAME, by its size when they run.\"""
          axes = range(len(strides))
          more = [dilations[i] * (kernel_shape[i] - 1) + 1 - strides[i] for i in axes]

          def constant(name, **number):
              return helper.make_node("Constant", [], [y + "_" + name], **number)

          def node(op, first, second, name):
              inputs = [y + "_" + first, y + "_" + second]
              return helper.make_node(op, inputs, [y + "_" + name])

          nodes = [
              helper.make_node("Shape", [x], [y + "_size"], start=2),
              constant("strides", value_ints=strides),
              constant("round", value_ints=[stride - 1 for stride in strides]),
              constant("more", value_ints=more),
              constant("two", value_ints=[2]),
              constant("none", value_ints=[0, 0]),
              node("Add", "size", "round", "rounded"),
              node("Div", "rounded", "strides", "windows"),
              node("Mul", "windows", "strides", "starts"),
              node("Add", "starts", "more", "span"),
              node("Sub", "span", "size", "total"),
          ]
          halved = "total"
          if not late_start:
              nodes += [
                  constant("zero", value_ints=[0]),
                  node("Max", "total", "zero", "padded"),
              ]
              halved = "padded"
          if lower:
              nodes += [constant("one", value_ints=[1]), node("Add", halved, "one", "odd")]
              halved = "odd"
          nodes += [
              node("Div", halved, "two", "before"),
              node("Sub", "total", "before", "after"),
              helper.make_node(
                  "Concat",
                  [y + "_none", y + "_before", y + "_none", y + "_after"],
                  [y + "_amounts"],
                  axis=0,
              ),
          ]
          fill = ""
          if value is not None:
              nodes.append(constant("value", value_float=value))
              fill = y + "_value"
          pad = helper.make_node("Pad", [x, y + "_amounts", fill], [y])
          return [*nodes, pad]
      """;

  /** The step {@link io.github.padbridge.plan.Step.Ones} as nodes. */
  static final String ONES_LIKE =
      """
      def ones_like(x, y):
          \"""Nodes that set y to ones in the shape of x, with one sample and channel.\"""
          one = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
          sizes = [y + "_single", y + "_size"]
          return [
              helper.make_node("Shape", [x], [y + "_size"], start=2),
              helper.make_node("Constant", [], [y + "_single"], value_ints=[1, 1]),
              helper.make_node("Concat", sizes, [y + "_shape"], axis=0),
              helper.make_node("ConstantOfShape", [y + "_shape"], [y], value=one),
          ]
      """;

  private OnnxHelpers() {}
}
