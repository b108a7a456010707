package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Reads JAX's {@code lax.pad}, and the padding of its convolutions. */
final class LaxReader {
  private static final Signature PAD = Signature.of("operand, padding_value, padding_config");

  private static final Signature CONVOLUTION =
      Signature.of(
          "lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, dimension_numbers,"
              + " feature_group_count, batch_group_count, precision, preferred_element_type,"
              + " out_sharding");

  private final Spot spot;
  private final Placement placement;
  private final Numbers numbers;

  LaxReader(Spot spot, Asked asked) {
    this.spot = spot;
    this.placement = new Placement(spot, asked);
    this.numbers = new Numbers(spot);
  }

  /** {@code jax.lax.pad(x, 0.0, [(0, 3, 0), (1, 2, 0)])}. */
  TensorPadding pad(Call call) {
    Signature.Bound bound = PAD.bind(spot, call);
    Value config =
        Numbers.unwrapped(
            bound.required("padding_config", "such as lax.pad(x, 0.0, [(0, 3, 0), (1, 2, 0)])"));
    List<AxisPadding> axes =
        numbers.list("padding_config", config).stream().map(this::triple).toList();
    FillValue value = new FillValues(spot).required(bound.required("padding_value", null));
    TensorPadding padding = placement.all(config, axes, FillMode.CONSTANT, value);
    return checked(config, padding);
  }

  /** JAX lets an axis lose more than it has, as long as something is added. */
  private TensorPadding checked(Value at, TensorPadding padding) {
    for (int i = 0; i < padding.rank(); i++) {
      Size size = padding.output().size(i);
      if (size.isKnown() && size.value() < 0) {
        throw spot.refusal(
            at, padding.axisName(i) + " would have a negative size (got " + size + ")", null);
      }
    }
    return padding;
  }

  private AxisPadding triple(Value row) {
    List<Value> items = numbers.list("a row of padding_config", row);
    if (items.size() != 3) {
      throw spot.refusal(
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

  /** {@code lax.conv_general_dilated(x, w, (1, 1), [(0, 3), (1, 2)])}. */
  TensorPadding convolution(Call call) {
    Signature.Bound bound = CONVOLUTION.bind(spot, call);
    Value padding = bound.required("padding", null);
    boolean isLast = false;
    if (bound.get("dimension_numbers") != null && placement.asked().layout() == null) {
      isLast = isChannelsLast(bound.get("dimension_numbers"));
    }
    return pairs(padding, strides(bound), isLast);
  }

  private int strides(Signature.Bound bound) {
    Value strides = bound.get("window_strides");
    return strides == null ? 0 : Numbers.items(strides).map(List::size).orElse(0);
  }

  /** What {@code dimension_numbers} says of the input: {@code ("NHWC", "HWIO", "NHWC")}. */
  private boolean isChannelsLast(Value dimensions) {
    List<Value> items = Numbers.items(dimensions).orElse(List.of(dimensions));
    if (!items.isEmpty()
        && items.get(0) instanceof Literal literal
        && literal.value() instanceof JsonString name) {
      return DataLayout.named(name.value())
          .filter(DataLayout::isBatched)
          .orElseThrow(
              () ->
                  spot.refusal(
                      dimensions,
                      "the input's layout is not one that is read here (got " + name.quoted() + ")",
                      "--layout names it: " + String.join(", ", DataLayout.names())))
          .isChannelsLast();
    }
    throw spot.refusal(
        dimensions,
        "the input's layout must be a string" + Spot.got(dimensions),
        "or say --layout NHWC");
  }

  /** {@code [(0, 3), (1, 2)]} by itself. */
  TensorPadding pairs(Value padding) {
    return pairs(padding, 0, false);
  }

  /** {@code strides} is how many there are, 0 where that is not known. */
  private TensorPadding pairs(Value padding, int strides, boolean isChannelsLast) {
    List<AxisPadding> axes = new ArrayList<>();
    if (padding instanceof Literal literal && literal.value() instanceof JsonString name) {
      boolean isValid = name.value().toUpperCase(Locale.ROOT).equals("VALID");
      if (!isValid || strides == 0) {
        throw spot.refusal(
            padding,
            "padding by name depends on the kernel (got " + padding.quoted() + ")",
            "jax.lax.padtype_to_pads works it out");
      }
      axes.addAll(Collections.nCopies(strides, AxisPadding.NONE));
    } else {
      for (Value row : numbers.list("padding", padding)) {
        axes.add(numbers.pair("a pair of padding", row));
      }
    }
    if (axes.isEmpty() || axes.size() > 3) {
      throw spot.refusal(
          padding,
          "the padding of a convolution has 1 to 3 pairs, one a spatial axis (got "
              + axes.size()
              + ")",
          "for all axes of a tensor, write tf.pad(x, ...) or np.pad(x, ...)");
    }
    DataLayout usual = new DataLayout(axes.size(), true, isChannelsLast);
    return checked(
        padding, placement.spatial(padding, axes, usual, FillMode.CONSTANT, FillValue.ZERO));
  }
}
