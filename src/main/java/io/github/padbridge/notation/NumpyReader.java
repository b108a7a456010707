package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code np.pad} and {@code jnp.pad}, which broadcast short widths to all axes. */
final class NumpyReader {
  private static final Signature PAD =
      Signature.of(
          "array, pad_width, mode, *, constant_values, reflect_type, stat_length, end_values");

  /** Modes whose padding is computed from the elements. */
  private static final Set<String> COMPUTED =
      Set.of("linear_ramp", "maximum", "mean", "median", "minimum", "empty");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;
  private final FillValues fillValues;
  private final boolean isJax;

  NumpyReader(ErrorReporter reporter, TensorContext context, boolean isJax) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
    this.fillValues = new FillValues(reporter);
    this.isJax = isJax;
  }

  TensorPadding read(Call call) {
    return read(call, !isJax);
  }

  private TensorPadding read(Call call, boolean takesDict) {
    Signature.Binding bound = PAD.bind(reporter.text(), call);
    Value width =
        Numbers.unwrapped(
            bound.required("pad_width", "the array comes first: np.pad(x, ((0, 0), (1, 2)))"));
    FillMode mode = mode(bound);
    FillValue value = value(bound, mode);
    List<AxisPadding> axes =
        takesDict && width instanceof Literal literal && literal.value() instanceof JsonObject dict
            ? byAxis(width, dict)
            : axes(width);
    TensorPadding padding = placement.all(width, axes, mode, value);
    String broken = SizeRules.brokenForNumpy(padding);
    if (broken != null) {
      throw reporter.refusal(width, broken, null);
    }
    return padding;
  }

  /** {@code keras.ops.pad}: arguments as in NumPy, modes and limits as in TensorFlow. */
  TensorPadding readKeras(Call call) {
    TensorPadding padding = read(call, false);
    String mode = Reasons.mode(padding, padding.mode().tensorFlow());
    String broken = mode == null ? SizeRules.broken(padding) : "keras.ops.pad " + mode;
    if (broken != null) {
      throw reporter.refusal(call.line(), call.column(), broken, null);
    }
    return padding;
  }

  private FillMode mode(Signature.Binding bound) {
    Value mode = bound.get("mode");
    if (mode instanceof Literal literal
        && literal.value() instanceof JsonString name
        && COMPUTED.contains(name.value())) {
      throw reporter.refusal(
          mode,
          "this mode has no equivalent in other frameworks (got " + mode.quoted() + ")",
          null);
    }
    Value type = bound.get("reflect_type");
    if (type != null && !numbers.string("reflect_type", type).equals("even")) {
      throw reporter.refusal(
          type,
          "this reflect_type has no equivalent in other frameworks (got " + type.quoted() + ")",
          null);
    }
    return numbers.mode(mode, FillMode::numpy);
  }

  private FillValue value(Signature.Binding bound, FillMode mode) {
    Value values = bound.get("constant_values");
    if (values == null) {
      return FillValue.ZERO;
    }
    if (mode != FillMode.CONSTANT) {
      throw reporter.refusal(values, "mode " + mode.numpy() + " takes no constant_values", null);
    }
    List<Value> single = new ArrayList<>();
    flatten(Numbers.unwrapped(values), single);
    List<FillValue> distinct = single.stream().map(fillValues::read).distinct().toList();
    if (distinct.size() != 1) {
      throw reporter.refusal(
          values,
          "constant_values must be the same everywhere (got " + distinct.size() + " values)",
          "other frameworks take one value");
    }
    return distinct.get(0);
  }

  private static void flatten(Value value, List<Value> single) {
    Numbers.items(value)
        .ifPresentOrElse(
            items -> items.forEach(item -> flatten(item, single)), () -> single.add(value));
  }

  /** One entry for each axis: NumPy broadcasts {@code pad_width} to two numbers for each axis. */
  private List<AxisPadding> axes(Value width) {
    List<Value> items = Numbers.items(width).orElse(List.of(width));
    if (items.isEmpty()) {
      throw reporter.refusal(width, "pad_width must not be empty", null);
    }
    if (items.stream().noneMatch(item -> Numbers.items(item).isPresent())) {
      return Collections.nCopies(stretched(width), flat(width, items));
    }
    List<AxisPadding> rows = items.stream().map(this::row).toList();
    return rows.size() == 1 ? Collections.nCopies(stretched(width), rows.get(0)) : rows;
  }

  /** {@code {1: (1, 2), -1: 3}}: a number or a pair for each named axis. */
  private List<AxisPadding> byAxis(Value width, JsonObject dict) {
    int rank = placement.neededRank(width, "this pad_width names some of its axes");
    List<AxisPadding> axes = new ArrayList<>(Collections.nCopies(rank, AxisPadding.NONE));
    for (Map.Entry<String, JsonValue> entry : dict.fields().entrySet()) {
      long axis = Long.parseLong(entry.getKey());
      long index = axis < 0 ? axis + rank : axis;
      if (index < 0 || index >= rank) {
        throw reporter.refusal(
            width, "pad_width names axis " + axis + " of " + rank + " axes", null);
      }
      axes.set((int) index, ofAxis(new Literal(entry.getValue())));
    }
    return axes;
  }

  private AxisPadding ofAxis(Value amount) {
    if (Numbers.items(amount).isPresent()) {
      return numbers.notNegativePair("an amount of pad_width", amount);
    }
    int both = numbers.notNegative("pad_width", amount);
    return AxisPadding.of(both, both);
  }

  private int stretched(Value width) {
    return placement.neededRank(width, "this pad_width applies to every axis");
  }

  /** {@code 1}, {@code (1,)} or {@code (before, after)}, for every axis. */
  private AxisPadding flat(Value width, List<Value> items) {
    if (items.size() > 2) {
      throw reporter.refusal(
          width,
          "pad_width must be one number, two, or two for each axis (got "
              + items.size()
              + " numbers)",
          "write two for each axis: ((0, 0), (1, 2))");
    }
    int before = numbers.notNegative("pad_width", items.get(0));
    return AxisPadding.of(before, numbers.notNegative("pad_width", items.get(items.size() - 1)));
  }

  private AxisPadding row(Value row) {
    List<Value> items = numbers.list("a row of pad_width", row);
    if (items.size() == 1 && !isJax) {
      int amount = numbers.notNegative("pad_width", items.get(0));
      return AxisPadding.of(amount, amount);
    }
    return numbers.notNegativePair("a row of pad_width", row);
  }
}
