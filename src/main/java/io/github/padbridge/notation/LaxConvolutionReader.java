package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the padding and input dilation of JAX convolutions: a pair for each spatial axis. */
final class LaxConvolutionReader {
  private static final Signature CONVOLUTION =
      Signature.of(
          "lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, dimension_numbers,"
              + " feature_group_count, batch_group_count, precision, preferred_element_type,"
              + " out_sharding");

  private static final Signature ARGUMENTS = Signature.of("*, padding, lhs_dilation");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;

  LaxConvolutionReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  /** {@code lax.conv_general_dilated(x, w, (1, 1), [(0, 3), (1, 2)])}. */
  TensorPadding call(Call call) {
    Signature.Binding bound = CONVOLUTION.bind(reporter.text(), call);
    Value padding = bound.required("padding", null);
    boolean isAsked = placement.context().layout() != null;
    Value dimensions = isAsked ? null : given(bound, "dimension_numbers");
    List<AxisPadding> pairs = pairs(padding, strides(bound));
    return read(bound, pairs, dimensions == null ? null : layout(dimensions));
  }

  /** {@code padding=[(0, 3), (1, 2)], lhs_dilation=(1, 2)} without a call. */
  TensorPadding arguments(Call call) {
    Signature.Binding bound = ARGUMENTS.bind(reporter.text(), call);
    return read(bound, pairs(bound.required("padding", null), 0), null);
  }

  /** {@code [(0, 3), (1, 2)]} alone. */
  TensorPadding alone(Call call, Value pairs) {
    CallArgument padding = new CallArgument("padding", pairs, pairs.line(), pairs.column());
    Call only = new Call(call.name(), List.of(padding), call.line(), call.column());
    return arguments(only);
  }

  /** {@code layout} is null if the call does not tell it. */
  private TensorPadding read(
      Signature.Binding bound, List<AxisPadding> pairs, @Nullable DataLayout layout) {
    Value padding = bound.required("padding", null);
    if (pairs.isEmpty() || pairs.size() > 3) {
      throw reporter.refusal(
          padding,
          "the padding of a convolution must have 1 to 3 pairs, one for each spatial axis (got "
              + pairs.size()
              + ")",
          "to pad every axis of a tensor, write tf.pad(x, ...) or np.pad(x, ...)");
    }
    List<AxisPadding> axes = dilated(pairs, given(bound, "lhs_dilation"));
    DataLayout usual = layout == null ? DataLayout.channelsFirst(axes.size(), true) : layout;
    TensorPadding read = placement.spatial(padding, axes, usual, FillMode.CONSTANT, FillValue.ZERO);
    return LaxReader.checked(reporter, padding, read);
  }

  private static @Nullable Value given(Signature.Binding bound, String name) {
    Value value = bound.get(name);
    boolean isNone = value instanceof Literal literal && literal.value() instanceof JsonNull;
    return isNone ? null : value;
  }

  /** The number of strides; 0 if unknown. */
  private static int strides(Signature.Binding bound) {
    Value strides = bound.get("window_strides");
    return strides == null ? 0 : Numbers.items(strides).map(List::size).orElse(0);
  }

  private List<AxisPadding> pairs(Value padding, int strides) {
    if (padding instanceof Literal literal && literal.value() instanceof JsonString name) {
      boolean isValid = name.value().toUpperCase(Locale.ROOT).equals("VALID");
      if (!isValid || strides == 0) {
        throw reporter.refusal(
            padding,
            "the padding must be numbers: a name depends on the kernel (got "
                + padding.quoted()
                + ")",
            "jax.lax.padtype_to_pads computes them");
      }
      return Collections.nCopies(strides, AxisPadding.NONE);
    }
    return numbers.list("padding", padding).stream()
        .map(row -> numbers.pair("a pair of padding", row))
        .toList();
  }

  /** A dilation of n puts n - 1 elements between neighbours. */
  private List<AxisPadding> dilated(List<AxisPadding> pairs, @Nullable Value dilation) {
    if (dilation == null) {
      return pairs;
    }
    List<Value> items = numbers.list("lhs_dilation", dilation);
    if (items.size() != pairs.size()) {
      throw reporter.refusal(
          dilation,
          "lhs_dilation must have one number for each spatial axis: "
              + pairs.size()
              + " (got "
              + items.size()
              + ")",
          null);
    }
    List<AxisPadding> dilated = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int step = numbers.integer("lhs_dilation", items.get(i));
      if (step < 1) {
        throw reporter.refusal(
            items.get(i), "lhs_dilation must be at least 1 (got " + step + ")", null);
      }
      dilated.add(new AxisPadding(pairs.get(i).before(), pairs.get(i).after(), step - 1));
    }
    return dilated;
  }

  /** The input layout from {@code dimension_numbers}: {@code ("NHWC", "HWIO", "NHWC")}. */
  private DataLayout layout(Value dimensions) {
    List<Value> items = Numbers.items(dimensions).orElse(List.of(dimensions));
    if (!items.isEmpty()
        && items.get(0) instanceof Literal literal
        && literal.value() instanceof JsonString name) {
      return DataLayout.named(name.value())
          .filter(DataLayout::isBatched)
          .orElseThrow(
              () ->
                  reporter.refusal(
                      dimensions,
                      "this input layout is not supported (got " + name.quoted() + ")",
                      "known: " + String.join(", ", DataLayout.names())));
    }
    throw reporter.refusal(
        dimensions,
        "the input layout must be a string" + ErrorReporter.got(dimensions),
        "or add --layout, such as --layout NHWC");
  }
}
