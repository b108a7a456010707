package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.Locale;

/** Reads {@code tf.pad}: a row of two for each axis, in order. */
final class TensorFlowReader {
  private static final Signature PAD =
      Signature.of("tensor, paddings, mode, constant_values, name");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;
  private final FillValues fillValues;

  TensorFlowReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
    this.fillValues = new FillValues(reporter);
  }

  TensorPadding read(Call call) {
    Signature.Binding bound = PAD.bind(reporter.text(), call);
    Value paddings =
        Numbers.unwrapped(
            bound.required("paddings", "the tensor comes first: tf.pad(x, [[0, 0], [1, 2]])"));
    List<AxisPadding> axes =
        numbers.list("paddings", paddings).stream()
            .map(row -> numbers.notNegativePair("a row of paddings", row))
            .toList();
    Value modeName = bound.get("mode");
    // tf.pad also accepts lower-case modes.
    FillMode mode =
        numbers.mode(modeName, FillMode::tensorFlow, name -> name.toUpperCase(Locale.ROOT));
    TensorPadding padding =
        placement.all(paddings, axes, mode, fillValues.read(bound.get("constant_values")));
    String broken = SizeRules.broken(padding);
    if (broken != null) {
      throw reporter.refusal(paddings, broken, null);
    }
    String tooManyAxes = TensorFlowWriter.tooManyAxes(padding);
    if (tooManyAxes != null) {
      throw reporter.refusal(paddings, tooManyAxes, null);
    }
    return padding;
  }
}
