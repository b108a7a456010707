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
 * Reads {@code keras.layers.ZeroPaddingND}. A number is for both ends; two numbers are the two ends
 * in 1-D, but one an axis in 2-D.
 */
final class KerasReader {
  private static final Signature LAYER =
      Signature.of(
          "padding, data_format, *, name, dtype, trainable, input_shape, batch_input_shape,"
              + " batch_size");

  private static final List<String> FORMATS = List.of("channels_last", "channels_first");

  private final Spot reporter;
  private final Placement placement;
  private final Numbers numbers;

  KerasReader(Spot reporter, Asked context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  TensorPadding read(Call call, int spatialRank) {
    Signature.Binding bound = LAYER.bind(reporter.text(), call);
    Value padding = bound.get("padding");
    List<AxisPadding> axes = new ArrayList<>();
    if (padding == null || Numbers.isNumber(padding)) {
      // Keras has 1 where nothing is said.
      int amount = padding == null ? 1 : numbers.notNegative("padding", padding);
      for (int i = 0; i < spatialRank; i++) {
        axes.add(AxisPadding.of(amount, amount));
      }
    } else if (spatialRank == 1) {
      axes.add(numbers.notNegativePair("padding", padding));
    } else {
      axes.addAll(axes(call, padding, spatialRank));
    }
    // Without a padding to point to, a fault points to the call.
    Value at = padding == null ? new Value.Nested(call) : padding;
    DataLayout layout = layout(bound, spatialRank);
    return placement.spatial(at, axes, layout, FillMode.CONSTANT, FillValue.ZERO);
  }

  private List<AxisPadding> axes(Call call, Value padding, int spatialRank) {
    List<Value> items = numbers.list("padding", padding);
    if (items.size() != spatialRank) {
      throw reporter.refusal(
          padding,
          call.name()
              + " takes a number, or one entry a spatial axis: "
              + spatialRank
              + " (got "
              + items.size()
              + ")",
          "an entry is a number for both ends, or (before, after)");
    }
    List<AxisPadding> axes = new ArrayList<>();
    for (Value item : items) {
      if (Numbers.isNumber(item)) {
        int amount = numbers.notNegative("padding", item);
        axes.add(AxisPadding.of(amount, amount));
      } else {
        axes.add(numbers.notNegativePair("padding", item));
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
          format,
          "data_format and --layout contradict each other (got " + name + " and " + given + ")",
          null);
    }
    return new DataLayout(spatialRank, true, isChannelsLast);
  }
}
