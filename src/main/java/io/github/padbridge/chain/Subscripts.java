package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Expression.Ellipsis;
import io.github.padbridge.expression.Expression.Slice;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code x[:, 1:-1]}, {@code x.shape[2]} and an item of a list. */
final class Subscripts {
  private static final Pattern KEY = Pattern.compile("[\\w.]{1,60}");

  private final Evaluator evaluator;

  Subscripts(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Operand of(Operand operand, Subscript subscript) {
    OptionalInt only =
        subscript.indices().size() == 1
            ? Literals.integer(subscript.indices().get(0))
            : OptionalInt.empty();
    if (operand instanceof ShapeOf shape && only.isPresent()) {
      return new Extent(shape.tensor(), only.getAsInt(), 1, 0);
    }
    if (operand instanceof Items items && only.isPresent()) {
      int size = items.items().size();
      int index = only.getAsInt() < 0 ? only.getAsInt() + size : only.getAsInt();
      if (index >= 0 && index < size) {
        return items.items().get(index);
      }
    }
    if (operand instanceof Tensor tensor && tensor.nodes().isEmpty() && isKey(subscript)) {
      return Tensor.named(tensor.root() + "[" + subscript.indices().get(0).quoted() + "]");
    }
    if (operand instanceof Tensor tensor) {
      return tensor.then(node(subscript));
    }
    return operand instanceof Unknown
        ? operand
        : new Unknown(evaluator.refusal(subscript, "this subscript is not supported"));
  }

  /** {@code weights["conv.weight"]}: a tensor by its name. */
  private static boolean isKey(Subscript subscript) {
    return subscript.indices().size() == 1
        && subscript.indices().get(0) instanceof Value.Literal literal
        && literal.value() instanceof JsonString key
        && KEY.matcher(key.value()).matches();
  }

  private Node node(Subscript subscript) {
    int line = subscript.line();
    int column = subscript.column();
    List<AxisRange> ranges = new ArrayList<>();
    List<Integer> flipped = new ArrayList<>();
    int ellipsis = -1;
    for (Value index : subscript.indices()) {
      if (index instanceof Ellipsis && ellipsis < 0) {
        ellipsis = ranges.size();
      } else if (index instanceof Slice slice && isReversal(slice)) {
        flipped.add(ellipsis < 0 ? ranges.size() : -1);
        ranges.add(AxisRange.ALL);
      } else if (index instanceof Slice slice) {
        Refusal wrong = wrong(slice);
        if (wrong != null) {
          return new Node.RefusedNode(wrong, line, column);
        }
        ranges.add(range(slice));
      } else {
        return otherIndex(index, line, column);
      }
    }
    boolean isFlip =
        !flipped.isEmpty()
            && !flipped.contains(-1)
            && ranges.stream().allMatch(AxisRange.ALL::equals);
    if (!flipped.isEmpty() && !isFlip) {
      Refusal refusal = evaluator.refusal(subscript, "a slice that reverses an axis");
      return new Node.RefusedNode(refusal, line, column);
    }
    return isFlip
        ? new Node.FlipNode(flipped, line, column)
        : new Node.SliceNode(ranges, ellipsis < 0 ? ranges.size() : ellipsis, line, column);
  }

  private Node otherIndex(Value index, int line, int column) {
    String what =
        Literals.isNone(index)
            ? "None, which adds an axis,"
            : Literals.integer(index).isPresent()
                ? index.quoted() + ", which removes an axis,"
                : index.quoted();
    Refusal refusal = evaluator.refusal(index, what + " is not supported in a slice");
    return Literals.isNone(index)
        ? new Node.ReshapeNode(List.of(), 0, refusal, line, column)
        : new Node.RefusedNode(refusal, line, column);
  }

  private static boolean isReversal(Slice slice) {
    OptionalInt step = Literals.integer(slice.step());
    return slice.begin() == null
        && slice.end() == null
        && step.isPresent()
        && step.getAsInt() == -1;
  }

  private @Nullable Refusal wrong(Slice slice) {
    for (Value part : new Value[] {slice.begin(), slice.end(), slice.step()}) {
      if (part != null && !Literals.isNone(part) && Literals.integer(part).isEmpty()) {
        return evaluator
            .text()
            .refusal(
                part.line(),
                part.column(),
                "a slice must have literal bounds (got " + part.described() + ")",
                "write the numbers, or define the names in the text");
      }
    }
    OptionalInt step = Literals.integer(slice.step());
    return step.isPresent() && step.getAsInt() < 1
        ? evaluator.refusal(
            slice, "the step of a slice must be at least 1 (got " + step.getAsInt() + ")")
        : null;
  }

  private static AxisRange range(Slice slice) {
    return new AxisRange(
        number(slice.begin()), number(slice.end()), Literals.integer(slice.step()).orElse(1));
  }

  private static @Nullable Integer number(@Nullable Value value) {
    OptionalInt number = Literals.integer(value);
    return number.isPresent() ? number.getAsInt() : null;
  }
}
