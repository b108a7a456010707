package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue.JsonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code keras.layers.ZeroPaddingND} and {@code keras.layers.CroppingND}. One number is for
 * both ends. Two numbers are the two ends in 1-D, but one for each axis in 2-D.
 */
final class KerasReader {
  private static final String REST =
      ", data_format, *, name, dtype, trainable, input_shape, batch_input_shape, batch_size";

  private static final List<String> FORMATS = List.of("channels_last", "channels_first");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;

  KerasReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  TensorPadding read(Call call, int spatialRank) {
    // The default in Keras is 1.
    return read(call, spatialRank, "padding", 1);
  }

  /** Reads a cropping as negative amounts. */
  TensorPadding cropping(Call call, int spatialRank) {
    TensorPadding cropped = read(call, spatialRank, "cropping", spatialRank == 2 ? 0 : 1);
    List<AxisPadding> axes =
        cropped.axes().stream().map(axis -> AxisPadding.of(-axis.before(), -axis.after())).toList();
    TensorPadding padding =
        new TensorPadding(axes, cropped.layout(), cropped.mode(), cropped.value(), cropped.input());
    String broken = SizeRules.broken(padding);
    if (broken != null) {
      throw reporter.refusal(call.line(), call.column(), broken, null);
    }
    return padding;
  }

  private TensorPadding read(Call call, int spatialRank, String name, int byDefault) {
    Signature.Binding bound = Signature.of(name + REST).bind(reporter.text(), call);
    Value padding = bound.get(name);
    List<AxisPadding> axes = new ArrayList<>();
    if (padding == null || Numbers.isNumber(padding)) {
      int amount = padding == null ? byDefault : numbers.notNegative(name, padding);
      for (int i = 0; i < spatialRank; i++) {
        axes.add(AxisPadding.of(amount, amount));
      }
    } else if (spatialRank == 1) {
      axes.add(numbers.notNegativePair(name, padding));
    } else {
      axes.addAll(axes(call, name, padding, spatialRank));
    }
    // Without a padding argument, faults point to the call.
    Value at = padding == null ? new Value.Nested(call) : padding;
    DataLayout layout = layout(bound, spatialRank);
    return placement.spatial(at, axes, layout, FillMode.CONSTANT, FillValue.ZERO);
  }

  private List<AxisPadding> axes(Call call, String name, Value padding, int spatialRank) {
    List<Value> items = numbers.list(name, padding);
    if (items.size() != spatialRank) {
      throw reporter.refusal(
          padding,
          call.name()
              + " takes a number, or one entry for each spatial axis: "
              + spatialRank
              + " (got "
              + items.size()
              + ")",
          "an entry is a number for both ends or (before, after)");
    }
    List<AxisPadding> axes = new ArrayList<>();
    for (Value item : items) {
      if (Numbers.isNumber(item)) {
        int amount = numbers.notNegative(name, item);
        axes.add(AxisPadding.of(amount, amount));
      } else {
        axes.add(numbers.notNegativePair(name, item));
      }
    }
    return axes;
  }

  private DataLayout layout(Signature.Binding bound, int spatialRank) {
    Value format = bound.get("data_format");
    boolean isNone = format instanceof Literal literal && literal.value() instanceof JsonNull;
    if (format == null || isNone) {
      return new DataLayout(spatialRank, true, true);
    }
    String name = numbers.string("data_format", format);
    if (!FORMATS.contains(name)) {
      throw reporter.refusal(
          format,
          "data_format must be channels_last or channels_first (got " + format.quoted() + ")",
          Suggestion.help(name.length() > 60 ? "" : name, FORMATS));
    }
    boolean isChannelsLast = name.equals("channels_last");
    DataLayout given = placement.context().layout();
    if (given != null && given.isChannelsLast() != isChannelsLast) {
      throw reporter.refusal(
          format, "data_format and --layout must agree (got " + name + " and " + given + ")", null);
    }
    return new DataLayout(spatialRank, true, isChannelsLast);
  }
}
