package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the shapes of a graph's tensors, one node after the other, as far as they follow from
 * those before. A size that is open is an expression in those of the model's input.
 */
final class OnnxShapes {
  /** What a size is called of which nothing is known. */
  static final String UNKNOWN = "?";

  private static final Set<String> MERGES =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Min",
          "Max",
          "Mean",
          "Sum",
          "Mod",
          "And",
          "Or",
          "Xor",
          "Equal",
          "Less",
          "Greater",
          "LessOrEqual",
          "GreaterOrEqual",
          "Where",
          "PRelu");

  private static final Set<String> REDUCTIONS =
      Set.of(
          "ReduceMean",
          "ReduceSum",
          "ReduceMax",
          "ReduceMin",
          "ReduceProd",
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceSumSquare");

  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final Map<String, Shape> recorded;

  OnnxShapes(OnnxGraph graph, Map<String, Long> symbols) {
    this.recorded = new HashMap<>();
    graph.recorded().forEach((name, shape) -> recorded.put(name, bound(shape, symbols)));
    tensors.putAll(graph.constants());
    graph
        .inputs()
        .forEach((name, shape) -> tensors.put(name, OnnxTensor.of(bound(shape, symbols))));
  }

  private static Shape bound(Shape shape, Map<String, Long> symbols) {
    return new Shape(
        shape.sizes().stream()
            .map(
                size -> {
                  Long value = size.isKnown() ? null : symbols.get(size.variable());
                  return value == null ? size : Size.of(value);
                })
            .toList());
  }

  OnnxTensor tensor(@Nullable String name) {
    return name == null ? OnnxTensor.UNKNOWN : tensors.getOrDefault(name, OnnxTensor.UNKNOWN);
  }

  @Nullable Shape shape(@Nullable String name) {
    return tensor(name).shape();
  }

  /** The elements of a small constant of integers; null where they are not known. */
  @Nullable List<Long> constants(@Nullable String name) {
    return tensor(name).constants();
  }

  /** Computes the outputs of a node. */
  void run(OnnxNode node) {
    List<OnnxTensor> made;
    try {
      made = node.isStandard() ? OnnxFloats.filled(node, made(node), this) : List.of();
    } catch (RuntimeException e) {
      // Sizes without a short expression, and shapes that do not go with the op.
      made = List.of();
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      OnnxTensor tensor = i < made.size() ? made.get(i) : OnnxTensor.UNKNOWN;
      Shape known = recorded.get(name);
      if (known != null) {
        tensor = new OnnxTensor(merged(tensor.shape(), known), tensor.integers(), tensor.numbers());
      }
      tensors.put(name, tensor);
    }
  }

  /** A shape that is computed, with what is recorded where that says more. */
  private static Shape merged(@Nullable Shape worked, Shape known) {
    if (worked == null || worked.rank() != known.rank()) {
      return known;
    }
    Shape both = worked;
    for (int axis = 0; axis < known.rank(); axis++) {
      Size size = worked.size(axis);
      boolean isUnknown = !size.isKnown() && size.toString().contains(UNKNOWN);
      both = isUnknown || known.size(axis).isKnown() ? both.with(axis, known.size(axis)) : both;
    }
    return both;
  }

  private List<OnnxTensor> made(OnnxNode node) {
    OnnxTensor first = tensor(node.input(0));
    if (MERGES.contains(node.op())) {
      return List.of(OnnxValues.merged(node, node.inputs().stream().map(this::tensor).toList()));
    }
    if (REDUCTIONS.contains(node.op())) {
      return List.of(OnnxTensor.of(reduced(node, first.shape())));
    }
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool" -> {
        OnnxTensor out = OnnxTensor.of(window(node));
        yield List.of(out, out);
      }
      case "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" ->
          List.of(OnnxTensor.of(global(first.shape())));
      case "Constant" -> List.of(constant(node));
      case "Split" -> split(node, first.shape());
      case "Shape" -> List.of(OnnxValues.shape(node, first));
      case "Gather",
          "Concat",
          "Squeeze",
          "Unsqueeze",
          "Slice",
          "Cast",
          "Reshape",
          "Transpose",
          "Identity",
          "ConstantOfShape" ->
          List.of(OnnxValues.moved(node, this));
      default -> List.of(OnnxTensor.of(OnnxAxes.after(node, this)));
    };
  }

  private @Nullable Shape window(OnnxNode node) {
    Shape in = shape(node.input(0));
    OnnxWindow window = OnnxWindow.of(node, in, shape(node.input(1)));
    return window == null ? null : window.output();
  }

  private static @Nullable Shape global(@Nullable Shape in) {
    Shape out = in;
    for (int axis = 2; in != null && axis < in.rank(); axis++) {
      out = out == null ? null : out.with(axis, Size.of(1));
    }
    return out;
  }

  private static OnnxTensor constant(OnnxNode node) {
    if (node.attributes().get("value") instanceof OnnxTensor tensor) {
      return tensor;
    }
    List<Long> integers = node.integers("value_ints");
    if (integers != null) {
      return OnnxTensor.of(integers.stream().map(Size::of).toList());
    }
    return node.attributes().get("value_int") instanceof Long value
        ? new OnnxTensor(new Shape(List.of()), List.of(Size.of(value)), null)
        : OnnxTensor.UNKNOWN;
  }

  private List<OnnxTensor> split(OnnxNode node, @Nullable Shape in) {
    if (in == null) {
      return List.of();
    }
    int axis = OnnxAxes.axis(node.integer("axis", 0), in.rank());
    List<Long> sizes = node.integers("split");
    sizes = sizes == null ? constants(node.input(1)) : sizes;
    int count = node.outputs().size();
    List<OnnxTensor> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Size size = in.size(axis);
      Size part =
          sizes != null
              ? Size.of(sizes.get(i))
              : size.isKnown() && size.value() % count == 0
                  ? Size.of(size.value() / count)
                  : Size.unknown(UNKNOWN);
      parts.add(OnnxTensor.of(in.with(axis, part)));
    }
    return parts;
  }

  private @Nullable Shape reduced(OnnxNode node, @Nullable Shape in) {
    if (in == null) {
      return null;
    }
    List<Long> axes = node.integers("axes");
    axes = axes == null ? constants(node.input(1)) : axes;
    boolean keeps = node.integer("keepdims", 1) == 1;
    boolean isWhole = axes == null && node.input(1) == null;
    if (axes == null && !isWhole) {
      return null;
    }
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < in.rank(); axis++) {
      boolean isReduced = isWhole;
      for (long wanted : axes == null ? List.<Long>of() : axes) {
        isReduced |= OnnxAxes.axis(wanted, in.rank()) == axis;
      }
      if (!isReduced || keeps) {
        sizes.add(isReduced ? Size.of(1) : in.size(axis));
      }
    }
    return new Shape(sizes);
  }
}
