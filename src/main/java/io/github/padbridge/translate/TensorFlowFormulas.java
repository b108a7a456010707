package io.github.padbridge.translate;

import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/**
 * The arithmetic of every axis of a TensorFlow layer, as the notes on padding in the documentation
 * of {@code tf.nn} write it.
 */
final class TensorFlowFormulas extends AxisFormulas {
  private final TensorFlowSpec spec;
  private final String reach;

  TensorFlowFormulas(TensorFlowSpec spec) {
    this.spec = spec;
    this.reach = spec.op().isPooling() ? "{ksize}" : "{dilation}·({kernel_size} − 1) + 1";
  }

  @Override
  void addAll(int axis) {
    if (spec.op().isTransposed()) {
      transposed(axis);
    } else if (spec.padding() instanceof TensorFlowPadding.Same) {
      same(axis);
    } else {
      valid(axis);
    }
  }

  @Override
  Object number(String name, int axis) {
    Optional<PadAmount> amount = spec.padAmount(axis);
    return switch (name) {
      case "#_in" -> spec.inputSize(axis);
      case "#_out" -> output(axis);
      case "#_full" -> full(axis);
      case "stride" -> spec.strides().get(axis);
      case "dilation" -> spec.dilations().get(axis);
      case "ksize", "kernel_size" -> spec.kernelSize().get(axis);
      case "before" -> amount.orElseThrow().before();
      case "after" -> amount.orElseThrow().after();
      case "#_total" -> amount.<Object>map(PadAmount::total).orElse(named(name));
      case "#_before" -> amount.map(a -> signed(a.before())).orElse(named(name));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String signed(int value) {
    return value < 0 ? "(" + value + ")" : Integer.toString(value);
  }

  /** A subtracted expression is put in parentheses. */
  private Object output(int axis) {
    Size size = spec.outputSize(axis);
    return spec.op().isTransposed() && !size.isKnown() ? "(" + size + ")" : size;
  }

  private Size full(int axis) {
    return ConvArithmetic.transposedFull(
        spec.inputSize(axis), spec.effectiveKernel(axis), spec.strides().get(axis));
  }

  private void same(int axis) {
    add("#_out", "ceil({#_in} / {stride})", spec.outputSize(axis));
    String needed = "({#_out} − 1)·{stride} + " + reach + " − {#_in}";
    halves(axis, cuts(axis) ? needed : "max(" + needed + ", 0)");
  }

  /**
   * Whether elements are cropped: 3-D ops crop half of what the stride leaves over from the start,
   * if that is two or more. True for an unknown size where it may happen.
   */
  private boolean cuts(int axis) {
    return spec.padAmount(axis)
        .map(known -> known.total() < 0)
        .orElse(spec.startsLate() && spec.effectiveKernel(axis) - spec.strides().get(axis) <= -2);
  }

  /**
   * The total padding and its two halves.
   *
   * @param total the formula of the total
   */
  private void halves(int axis, String total) {
    Optional<PadAmount> amount = spec.padAmount(axis);
    add("#_total", total, amount.map(a -> Size.of(a.total())).orElse(null));
    String round = cuts(axis) ? (amount.isPresent() ? "ceil" : "trunc") : "floor";
    add("#_before", round + "({#_total} / 2)", amount.map(a -> Size.of(a.before())).orElse(null));
    add("#_after", "{#_total} − {#_before}", amount.map(a -> Size.of(a.after())).orElse(null));
  }

  private void valid(int axis) {
    boolean explicit = spec.padding() instanceof TensorFlowPadding.Explicit;
    String padding = explicit ? " + {before} + {after}" : "";
    add(
        "#_out",
        "floor(({#_in}" + padding + " − (" + reach + ")) / {stride}) + 1",
        spec.outputSize(axis));
  }

  private void transposed(int axis) {
    add("#_full", "({#_in} − 1)·{stride} + " + reach, full(axis));
    if (spec.padding() instanceof TensorFlowPadding.Same) {
      halves(axis, "max({#_full} − {#_out}, 0)");
    }
  }
}
