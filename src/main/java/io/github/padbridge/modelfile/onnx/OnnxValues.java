package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ops that shapes are computed with: what they make of small lists of integers. */
final class OnnxValues {
  private static final int MOST_ELEMENTS = 64;

  private OnnxValues() {}

  private static Size unknown() {
    return Size.unknown(OnnxShapes.UNKNOWN);
  }

  /** {@code Shape}: the sizes of a tensor, or of some of its axes. */
  static OnnxTensor shape(OnnxNode node, OnnxTensor in) {
    Shape shape = in.shape();
    if (shape == null) {
      return OnnxTensor.UNKNOWN;
    }
    int rank = shape.rank();
    int start = clamp(node.integer("start", 0), rank);
    int end = clamp(node.integer("end", rank), rank);
    return OnnxTensor.of(shape.sizes().subList(Math.min(start, end), end));
  }

  private static int clamp(long index, int size) {
    return (int) Math.max(0, Math.min(index < 0 ? index + size : index, size));
  }

  /** An op on elements, whose inputs are brought to one shape. */
  static OnnxTensor merged(OnnxNode node, List<OnnxTensor> inputs) {
    Shape shape = inputs.isEmpty() ? null : inputs.get(0).shape();
    for (OnnxTensor input : inputs) {
      shape = shape == null || input.shape() == null ? null : broadcast(shape, input.shape());
    }
    if (inputs.size() == 2 && node.op().matches("Add|Sub|Mul|Div")) {
      List<Size> left = inputs.get(0).integers();
      List<Size> right = inputs.get(1).integers();
      if (left != null && right != null) {
        return new OnnxTensor(shape, computed(node.op(), left, right), null);
      }
    }
    return OnnxTensor.of(shape);
  }

  private static @Nullable List<Size> computed(String op, List<Size> left, List<Size> right) {
    int count = Math.max(left.size(), right.size());
    if ((left.size() != count && left.size() != 1)
        || (right.size() != count && right.size() != 1)) {
      return null;
    }
    List<Size> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(
          computed(op, left.get(left.size() == 1 ? 0 : i), right.get(right.size() == 1 ? 0 : i)));
    }
    return made;
  }

  private static Size computed(String op, Size left, Size right) {
    try {
      if (!right.isKnown()) {
        boolean swaps = left.isKnown() && (op.equals("Add") || op.equals("Mul"));
        return swaps ? computed(op, right, left) : unknown();
      }
      long number = right.value();
      return switch (op) {
        case "Add" -> left.plus(number);
        case "Sub" -> left.minus(number);
        case "Mul" ->
            left.isKnown()
                ? Size.of(Math.multiplyExact(left.value(), number))
                : number > 0 ? left.times(number) : unknown();
        default ->
            number == 0
                ? unknown()
                // Integers are divided toward zero.
                : left.isKnown()
                    ? Size.of(left.value() / number)
                    : number > 0 ? left.floorDividedBy(number) : unknown();
      };
    } catch (ArithmeticException | IllegalStateException e) {
      return unknown();
    }
  }

  private static @Nullable Shape broadcast(Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int l = axis - (rank - left.rank());
      int r = axis - (rank - right.rank());
      Size a = l < 0 ? Size.of(1) : left.size(l);
      Size b = r < 0 ? Size.of(1) : right.size(r);
      Size one = Size.of(1);
      sizes.add(a.equals(one) ? b : b.equals(one) || a.isKnown() ? a : b.isKnown() ? b : a);
    }
    return new Shape(sizes);
  }

  /** An op that moves elements, or makes a tensor of a shape. */
  static OnnxTensor moved(OnnxNode node, OnnxShapes shapes) {
    OnnxTensor in = shapes.tensor(node.input(0));
    Shape shape = OnnxAxes.after(node, shapes);
    List<Size> values =
        in.integers() == null && !node.op().matches("Concat|ConstantOfShape")
            ? null
            : values(node, in, shape, shapes);
    boolean fits =
        values != null
            && values.size() <= MOST_ELEMENTS
            && (shape == null || !shape.isKnown() || shape.elements() == values.size());
    return new OnnxTensor(shape, fits ? values : null, null);
  }

  /** Whether the elements of a tensor are known, and few. */
  private static boolean isSmall(List<Size> values, @Nullable Shape shape) {
    return shape != null && isSmall(shape) && shape.elements() == values.size();
  }

  private static boolean isSmall(Shape shape) {
    return shape.isKnown() && shape.elements() <= MOST_ELEMENTS;
  }

  private static @Nullable List<Size> values(
      OnnxNode node, OnnxTensor in, @Nullable Shape shape, OnnxShapes shapes) {
    List<Size> values = in.integers();
    return switch (node.op()) {
      case "Cast", "Squeeze", "Unsqueeze", "Reshape", "Identity" -> values;
      case "Gather" -> {
        List<Long> indices = shapes.constants(node.input(1));
        yield values == null || indices == null || node.integer("axis", 0) != 0
            ? null
            : indices.stream()
                .map(index -> values.get((int) (index < 0 ? index + values.size() : index)))
                .toList();
      }
      case "Concat" -> {
        List<Size> all = new ArrayList<>();
        for (String input : node.inputs()) {
          List<Size> part = shapes.tensor(input).integers();
          if (part == null) {
            yield null;
          }
          all.addAll(part);
        }
        yield all;
      }
      case "Slice" -> {
        Shape whole = in.shape();
        if (values == null || whole == null || shape == null) {
          yield null;
        }
        if (!isSmall(values, whole) || !isSmall(shape)) {
          yield null;
        }
        List<OnnxCut> cuts = OnnxCut.of(node, shapes, whole);
        yield cuts != null && cuts.stream().allMatch(cut -> cut.step() != 0)
            ? OnnxElements.sliced(values, whole, shape, cuts)
            : null;
      }
      case "Transpose" -> {
        Shape whole = in.shape();
        yield values == null
                || whole == null
                || shape == null
                || !isSmall(values, whole)
                || !isSmall(shape)
            ? null
            : OnnxElements.transposed(
                values, whole, shape, OnnxAxes.permutation(node, whole.rank()));
      }
      case "ConstantOfShape" -> {
        List<Long> sizes = in.constants();
        OnnxTensor value = node.attributes().get("value") instanceof OnnxTensor t ? t : null;
        List<Size> filling = value == null ? null : value.integers();
        yield sizes != null
                && sizes.size() == 1
                && sizes.get(0) <= MOST_ELEMENTS
                && filling != null
                && filling.size() == 1
            ? Collections.nCopies(sizes.get(0).intValue(), filling.get(0))
            : null;
      }
      default -> null;
    };
  }
}
