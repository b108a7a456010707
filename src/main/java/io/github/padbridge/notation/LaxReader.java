package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.shape.Size;
import java.util.List;

/** Reads {@code jax.lax.pad}: before, after and between, for each axis. */
final class LaxReader {
  private static final Signature PAD = Signature.of("operand, padding_value, padding_config");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;

  LaxReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  /** {@code jax.lax.pad(x, 0.0, [(0, 3, 0), (1, 2, 0)])}. */
  TensorPadding pad(Call call) {
    Signature.Binding bound = PAD.bind(reporter.text(), call);
    Value config =
        Numbers.unwrapped(
            bound.required(
                "padding_config", "write it as in lax.pad(x, 0.0, [(0, 3, 0), (1, 2, 0)])"));
    List<AxisPadding> axes =
        numbers.list("padding_config", config).stream().map(this::triple).toList();
    FillValue value = new FillValues(reporter).required(bound.required("padding_value", null));
    TensorPadding padding = placement.all(config, axes, FillMode.CONSTANT, value);
    return checked(reporter, config, padding);
  }

  /** JAX allows a crop larger than the axis if padding makes up for it. */
  static TensorPadding checked(ErrorReporter reporter, Value at, TensorPadding padding) {
    for (int i = 0; i < padding.rank(); i++) {
      Size size = padding.output().size(i);
      if (size.isKnown() && size.value() < 0) {
        throw reporter.refusal(
            at,
            "the padded size must not be negative (got "
                + size
                + " on "
                + padding.axisName(i)
                + ")",
            null);
      }
    }
    return padding;
  }

  private AxisPadding triple(Value row) {
    List<Value> items = numbers.list("a row of padding_config", row);
    if (items.size() != 3) {
      throw reporter.refusal(
          row,
          "a row of padding_config must be (low, high, interior) (got "
              + items.size()
              + (items.size() == 1 ? " number)" : " numbers)"),
          null);
    }
    return new AxisPadding(
        numbers.integer("low", items.get(0)),
        numbers.integer("high", items.get(1)),
        numbers.notNegative("interior", items.get(2)));
  }
}
