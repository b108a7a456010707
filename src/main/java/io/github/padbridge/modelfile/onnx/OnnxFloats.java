package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes small constants of floats. Exporters write the arithmetic of a {@code forward} that
 * computes its pads, such as {@code math.ceil(97 / 2)}, in floats.
 */
final class OnnxFloats {
  private static final Set<Integer> FLOATS = Set.of(1, 10, 11);
  private static final Set<Integer> INTEGERS = Set.of(2, 3, 4, 5, 6, 7, 12, 13);

  private OnnxFloats() {}

  /**
   * The outputs of a node with the floats that follow from its inputs.
   *
   * @param outputs with their shapes and integers
   */
  static List<OnnxTensor> filled(OnnxNode node, List<OnnxTensor> outputs, OnnxShapes shapes) {
    if (outputs.size() != 1 || node.op().equals("Constant")) {
      return outputs;
    }
    OnnxTensor output = outputs.get(0);
    if (node.op().equals("Cast")) {
      return List.of(cast((int) node.integer("to", 0), shapes.tensor(node.input(0)), output));
    }
    List<Double> numbers = numbers(node, shapes);
    boolean fits =
        numbers != null
            && output.shape() != null
            && output.shape().isKnown()
            && output.shape().elements() == numbers.size();
    return List.of(new OnnxTensor(output.shape(), output.integers(), fits ? numbers : null));
  }

  private static OnnxTensor cast(int type, OnnxTensor input, OnnxTensor output) {
    List<Double> numbers = input.numbers();
    if (INTEGERS.contains(type) && numbers != null) {
      // Like a cast in Java, it rounds toward zero.
      List<Size> integers = numbers.stream().map(number -> Size.of(number.longValue())).toList();
      return new OnnxTensor(output.shape(), integers, null);
    }
    if (!FLOATS.contains(type)) {
      return INTEGERS.contains(type) ? output : OnnxTensor.of(output.shape());
    }
    List<Long> integers = input.constants();
    return new OnnxTensor(
        output.shape(),
        null,
        integers == null ? numbers : integers.stream().map(Long::doubleValue).toList());
  }

  private static @Nullable List<Double> numbers(OnnxNode node, OnnxShapes shapes) {
    List<Double> first = shapes.tensor(node.input(0)).numbers();
    if (first == null) {
      return null;
    }
    List<Double> second = shapes.tensor(node.input(1)).numbers();
    return switch (node.op()) {
      case "Squeeze", "Unsqueeze", "Reshape", "Identity" -> first;
      case "Ceil" -> first.stream().map(Math::ceil).toList();
      case "Floor" -> first.stream().map(Math::floor).toList();
      case "Neg" -> first.stream().map(number -> -number).toList();
      case "Add" -> paired(first, second, Double::sum);
      case "Sub" -> paired(first, second, (left, right) -> left - right);
      case "Mul" -> paired(first, second, (left, right) -> left * right);
      case "Div" -> paired(first, second, (left, right) -> left / right);
      case "Max" -> node.inputs().size() == 2 ? paired(first, second, Math::max) : null;
      case "Min" -> node.inputs().size() == 2 ? paired(first, second, Math::min) : null;
      case "Clip" -> clipped(node, first, shapes);
      case "Concat" -> joined(node, shapes);
      default -> null;
    };
  }

  private static @Nullable List<Double> paired(
      List<Double> left, @Nullable List<Double> right, DoubleBinaryOperator op) {
    if (right == null || (left.size() != right.size() && left.size() != 1 && right.size() != 1)) {
      return null;
    }
    List<Double> made = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      double a = left.get(left.size() == 1 ? 0 : i);
      double b = right.get(right.size() == 1 ? 0 : i);
      made.add(op.applyAsDouble(a, b));
    }
    return made;
  }

  /** The bounds are inputs, before opset 11 attributes. */
  private static @Nullable List<Double> clipped(
      OnnxNode node, List<Double> numbers, OnnxShapes shapes) {
    List<Double> least = bound(node, 1, "min", Double.NEGATIVE_INFINITY, shapes);
    List<Double> most = bound(node, 2, "max", Double.POSITIVE_INFINITY, shapes);
    List<Double> raised = paired(numbers, least, Math::max);
    return raised == null ? null : paired(raised, most, Math::min);
  }

  private static @Nullable List<Double> bound(
      OnnxNode node, int input, String attribute, double usual, OnnxShapes shapes) {
    if (node.input(input) != null) {
      return shapes.tensor(node.input(input)).numbers();
    }
    return List.of(node.attributes().get(attribute) instanceof Double value ? value : usual);
  }

  private static @Nullable List<Double> joined(OnnxNode node, OnnxShapes shapes) {
    List<Double> all = new ArrayList<>();
    for (String input : node.inputs()) {
      List<Double> part = shapes.tensor(input).numbers();
      if (part == null) {
        return null;
      }
      all.addAll(part);
    }
    return all;
  }
}
