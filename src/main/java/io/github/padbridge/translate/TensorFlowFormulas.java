package io.github.padbridge.translate;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of every axis of a layer of TensorFlow's, as the notes on padding in the
 * documentation of {@code tf.nn} write it.
 */
final class TensorFlowFormulas {
  private final TensorFlowSpec spec;
  private final int axis;
  private final String in;
  private final String out;
  private final String reach;
  private final String reachNumbers;
  private final List<SizeFormula> formulas;

  private TensorFlowFormulas(TensorFlowSpec spec, int axis, List<SizeFormula> formulas) {
    this.spec = spec;
    this.axis = axis;
    this.in = ConvSpec.inputName(spec.axisName(axis));
    this.out = spec.axisName(axis) + "_out";
    int kernel = spec.kernelSize().get(axis);
    boolean pools = spec.op().isPooling();
    this.reach = pools ? "ksize" : "dilation·(kernel_size − 1) + 1";
    this.reachNumbers =
        pools ? "" + kernel : spec.dilations().get(axis) + "·(" + kernel + " − 1) + 1";
    this.formulas = formulas;
  }

  static List<SizeFormula> of(TensorFlowSpec spec) {
    List<SizeFormula> formulas = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      TensorFlowFormulas ofAxis = new TensorFlowFormulas(spec, axis, formulas);
      if (spec.op().isTransposed()) {
        ofAxis.transposed();
      } else if (spec.padding() instanceof TensorFlowPadding.Same) {
        ofAxis.same();
      } else {
        ofAxis.valid();
      }
    }
    return formulas;
  }

  private void add(String quantity, String formula, String numbers, @Nullable Size result) {
    formulas.add(new SizeFormula(spec.axisName(axis), quantity, formula, numbers, result));
  }

  private String named(String suffix) {
    return spec.axisName(axis) + suffix;
  }

  private void same() {
    Size size = spec.inputSize(axis);
    int stride = spec.strides().get(axis);
    Size result = spec.outputSize(axis);
    add(out, "ceil(" + in + " / stride)", "ceil(" + size + " / " + stride + ")", result);
    Optional<PadAmount> amount = spec.padAmount(axis);
    String total = named("_total");
    String needed = "(" + out + " − 1)·stride + " + reach + " − " + in;
    String numbers = "(" + result + " − 1)·" + stride + " + " + reachNumbers + " − " + size;
    boolean cuts = cuts(amount);
    add(
        total,
        cuts ? needed : "max(" + needed + ", 0)",
        cuts ? numbers : "max(" + numbers + ", 0)",
        amount.map(a -> Size.of(a.total())).orElse(null));
    halves(total, amount);
  }

  /**
   * Whether something is cut off: 3-D ops take half of what a stride leaves over off the start,
   * once that is two or more. True of an open size if it may be so.
   */
  private boolean cuts(Optional<PadAmount> amount) {
    return amount
        .map(known -> known.total() < 0)
        .orElse(spec.startsLate() && spec.effectiveKernel(axis) - spec.strides().get(axis) <= -2);
  }

  private void halves(String total, Optional<PadAmount> amount) {
    String before = named("_before");
    String round = cuts(amount) ? (amount.isPresent() ? "ceil(" : "trunc(") : "floor(";
    add(
        before,
        round + total + " / 2)",
        round + amount.map(a -> "" + a.total()).orElse(total) + " / 2)",
        amount.map(a -> Size.of(a.before())).orElse(null));
    add(
        named("_after"),
        total + " − " + before,
        amount
            .map(a -> a.total() + " − " + (a.before() < 0 ? "(" + a.before() + ")" : a.before()))
            .orElse(total + " − " + before),
        amount.map(a -> Size.of(a.after())).orElse(null));
  }

  private void valid() {
    int stride = spec.strides().get(axis);
    boolean explicit = spec.padding() instanceof TensorFlowPadding.Explicit;
    PadAmount amount = spec.padAmount(axis).orElseThrow();
    add(
        out,
        "floor(("
            + in
            + (explicit ? " + before + after" : "")
            + " − ("
            + reach
            + ")) / stride) + 1",
        "floor(("
            + spec.inputSize(axis)
            + (explicit ? " + " + amount.before() + " + " + amount.after() : "")
            + " − ("
            + reachNumbers
            + ")) / "
            + stride
            + ") + 1",
        spec.outputSize(axis));
  }

  private void transposed() {
    int stride = spec.strides().get(axis);
    Size size = spec.inputSize(axis);
    Size result = spec.outputSize(axis);
    Size full = ConvArithmetic.transposedFull(size, spec.effectiveKernel(axis), stride);
    add(
        named("_full"),
        "(" + in + " − 1)·stride + " + reach,
        "(" + size + " − 1)·" + stride + " + " + reachNumbers,
        full);
    if (spec.padding() instanceof TensorFlowPadding.Same) {
      String total = named("_total");
      PadAmount amount = spec.padAmount(axis).orElseThrow();
      add(
          total,
          "max(" + named("_full") + " − " + out + ", 0)",
          "max(" + full + " − " + (result.isKnown() ? result : "(" + result + ")") + ", 0)",
          Size.of(amount.total()));
      halves(total, Optional.of(amount));
    }
  }
}
