package io.github.padbridge.prelude;

import io.github.padbridge.plan.OnnxOpSet;

/** A Python function that emitted code defines before the functions of its layers. */
public enum PreludeFunction {
  /** PyTorch code: pads as SAME for the size of the data. */
  TORCH_SAME_PAD(
      "same_pad",
      """
      def same_pad(x, kernel_size, stride, dilation, value=0.0, late_start=False):
          \"""Pads x, (N, C, spatial...), as TensorFlow's SAME does for its size.

          What a stride leaves over is cut off the end, with late_start half of it off the
          start, as TensorFlow's 3-D ops do on CPU.
          \"""
          amounts = []
          for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
              total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
              before = max(total, 0) // 2
              if late_start and total < 0:
                  before = -(-total // 2)
              amounts = [before, total - before] + amounts
          return F.pad(x, amounts, value=value)
      """),

  /** PyTorch code: the same for SAME_LOWER of ONNX. */
  TORCH_SAME_LOWER_PAD(
      "same_lower_pad",
      """
      def same_lower_pad(x, kernel_size, stride, dilation, value=0.0):
          \"""Pads x, (N, C, spatial...), as ONNX's SAME_LOWER does for its size.\"""
          amounts = []
          for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
              total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
              before = (max(total, 0) + 1) // 2
              amounts = [before, total - before] + amounts
          return F.pad(x, amounts, value=value)
      """),

  /** TensorFlow code: pads as SAME for the size of the data. */
  TENSORFLOW_SAME_PAD(
      "same_pad",
      """
      def same_pad(x, kernel_size, strides, dilations, value=0.0, odd_first=False):
          \"""Pads x, (N, spatial..., C), as SAME does for its size.

          An odd element goes to the end, with odd_first to the start. What a stride leaves
          over is cut off the end.
          \"""
          shape = tf.shape(x)
          paddings = [[0, 0]]
          sizes = [-1]
          for axis, (k, s, d) in enumerate(zip(kernel_size, strides, dilations), 1):
              whole = (-(-shape[axis] // s) - 1) * s + d * (k - 1) + 1
              total = tf.maximum(whole - shape[axis], 0)
              before = (total + int(odd_first)) // 2
              paddings.append([before, total - before])
              sizes.append(whole)
          x = tf.pad(x, paddings + [[0, 0]], constant_values=value)
          return tf.slice(x, [0] * len(x.shape), sizes + [-1])
      """),

  /** PyTorch code: windows in the order of TensorFlow. */
  TORCH_EXTRACT_PATCHES(
      "extract_patches",
      """
      def extract_patches(x, kernel_size, stride, dilation):
          \"""Windows of x, (N, C, H, W), as tf.image.extract_patches has them.\"""
          columns = F.unfold(x, kernel_size, dilation, 0, stride)
          n, channels, size = x.shape[0], x.shape[1], x.shape[2]
          height = (size - dilation[0] * (kernel_size[0] - 1) - 1) // stride[0] + 1
          taps = kernel_size[0] * kernel_size[1]
          width = columns.shape[2] // height
          patches = columns.reshape(n, channels, taps, height, width)
          return patches.permute(0, 3, 4, 2, 1).reshape(n, height, width, taps * channels)
      """),

  /** TensorFlow code: windows in the order of PyTorch. */
  TENSORFLOW_UNFOLD(
      "unfold",
      """
      def unfold(x, sizes, strides, rates, padding):
          \"""Windows of x, (N, H, W, C), as torch.nn.functional.unfold has them.\"""
          patches = tf.image.extract_patches(x, sizes, strides, rates, padding)
          shape = tf.shape(patches)
          taps = sizes[1] * sizes[2]
          split = [shape[0], shape[1] * shape[2], taps, shape[3] // taps]
          columns = tf.transpose(tf.reshape(patches, split), [0, 3, 2, 1])
          return tf.reshape(columns, [shape[0], shape[3], shape[1] * shape[2]])
      """),

  /** JAX code: the amounts of a SAME that may start late. */
  JAX_LATE_SAME_PADDING(
      "late_same_padding",
      """
      def late_same_padding(sizes, windows, strides):
          \"""SAME in the 3-D ops of TensorFlow on CPU, which also crop the start.\"""
          pads = []
          for size, window, stride in zip(sizes, windows, strides):
              total = (-(-size // stride) - 1) * stride + window - size
              total = total if total < -1 else max(total, 0)
              before = int(total / 2)
              pads.append((before, total - before))
          return pads
      """),

  /** ONNX code: makes a model of nodes. */
  ONNX_MAKE_MODEL(
      "make_model",
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
          .formatted(OnnxOpSet.OPSET, Versions.IR)),

  /** ONNX code: nodes that pad as SAME for the size of the data. */
  ONNX_SAME_PAD(
      "same_pad",
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
      """),

  /** ONNX code: nodes that compute ones in the shape of the data. */
  ONNX_ONES_LIKE(
      "ones_like",
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
      """);

  /** Numbers that the constants need. */
  private static final class Versions {
    /** The IR version that came with the opset. */
    private static final int IR = 9;
  }

  private final String pythonName;
  private final String code;

  PreludeFunction(String pythonName, String code) {
    this.pythonName = pythonName;
    this.code = code;
  }

  /** Its name in the code. */
  public String pythonName() {
    return pythonName;
  }

  /** Its lines. */
  public String code() {
    return code;
  }

  /** Its lines and the two blank lines between functions. */
  public String beforeFunction() {
    return code + "\n\n";
  }
}
