package io.github.padbridge.translate;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arithmetic of every axis of a convolution as PyTorch's documentation writes it, with the
 * numbers put in.
 */
final class ConvFormulas {
  private ConvFormulas() {}

  static List<SizeFormula> of(ConvSpec spec) {
    List<SizeFormula> formulas = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.op().isTransposed()) {
        transposed(spec, axis, formulas);
      } else {
        forward(spec, axis, formulas);
      }
    }
    return formulas;
  }

  private static void forward(ConvSpec spec, int axis, List<SizeFormula> formulas) {
    String in = ConvSpec.inputName(spec.axisName(axis));
    if (spec.padsAtRuntime()) {
      runtimeSame(spec, axis, formulas);
      return;
    }
    PadAmount amount = spec.padAmount(axis);
    String padding = "";
    String paddingNumbers = "";
    if (spec.padding() instanceof Padding.Explicit) {
      padding = " + 2·padding";
      paddingNumbers = " + 2·" + number(amount.before());
    } else if (spec.padding() instanceof Padding.PerSide) {
      padding = " + before + after";
      paddingNumbers = " + " + amount.before() + " + " + amount.after();
    } else if (spec.padding() instanceof Padding.Same) {
      String left = spec.axisName(axis) + "_left";
      String right = spec.axisName(axis) + "_right";
      String reach = "dilation·(kernel_size − 1)";
      String reachNumbers =
          spec.dilation().get(axis) + "·(" + spec.kernelSize().get(axis) + " − 1)";
      formulas.add(
          formula(
              spec,
              axis,
              left,
              "floor(" + reach + " / 2)",
              "floor(" + reachNumbers + " / 2)",
              amount.before()));
      formulas.add(
          formula(
              spec,
              axis,
              right,
              reach + " − " + left,
              reachNumbers + " − " + amount.before(),
              amount.after()));
      padding = " + " + left + " + " + right;
      paddingNumbers = " + " + amount.before() + " + " + amount.after();
    }
    formulas.add(
        new SizeFormula(
            spec.axisName(axis),
            spec.axisName(axis) + "_out",
            "floor((" + in + padding + " − dilation·(kernel_size − 1) − 1) / stride) + 1",
            "floor(("
                + spec.inputSize(axis)
                + paddingNumbers
                + " − "
                + spec.dilation().get(axis)
                + "·("
                + spec.kernelSize().get(axis)
                + " − 1) − 1) / "
                + spec.stride().get(axis)
                + ") + 1",
            spec.outputSize(axis)));
  }

  /** As many outputs as strides fit, and what the last window needs for it. */
  private static void runtimeSame(ConvSpec spec, int axis, List<SizeFormula> formulas) {
    String in = ConvSpec.inputName(spec.axisName(axis));
    String out = spec.axisName(axis) + "_out";
    int stride = spec.stride().get(axis);
    Size size = spec.inputSize(axis);
    formulas.add(
        new SizeFormula(
            spec.axisName(axis),
            out,
            "floor((" + in + " + stride − 1) / stride)",
            "floor((" + size + " + " + stride + " − 1) / " + stride + ")",
            spec.outputSize(axis)));
    formulas.add(
        new SizeFormula(
            spec.axisName(axis),
            spec.axisName(axis) + "_total",
            "max((" + out + " − 1)·stride + dilation·(kernel_size − 1) + 1 − " + in + ", 0)",
            "max(("
                + spec.outputSize(axis)
                + " − 1)·"
                + stride
                + " + "
                + spec.dilation().get(axis)
                + "·("
                + spec.kernelSize().get(axis)
                + " − 1) + 1 − "
                + size
                + ", 0)",
            size.isKnown() ? Size.of(spec.padAmount(axis).total()) : null));
  }

  /** The formulas of an axis of a transposed convolution, before numbers are put in. */
  private record Transposed(String full, String fullFormula, String out, String outFormula) {
    /** Made once, since most of the text of a long stream of answers is this. */
    private static final Map<Character, Transposed> OF_AXES =
        Stream.of('L', 'H', 'W', 'D')
            .collect(Collectors.toUnmodifiableMap(axis -> axis, Transposed::of));

    static Transposed of(char axis) {
      String start = "(" + ConvSpec.inputName(axis) + " − 1)·stride";
      String reach = " + dilation·(kernel_size − 1)";
      return new Transposed(
          axis + "_full",
          start + reach + " + 1",
          axis + "_out",
          start + " − 2·padding" + reach + " + output_padding + 1");
    }
  }

  private static void transposed(ConvSpec spec, int axis, List<SizeFormula> formulas) {
    char name = spec.axisName(axis);
    Transposed words = Objects.requireNonNull(Transposed.OF_AXES.get(name));
    int stride = spec.stride().get(axis);
    int padding = spec.padAmount(axis).before();
    String startNumbers = "(" + spec.inputSize(axis) + " − 1)·" + stride;
    String reachNumbers =
        " + " + spec.dilation().get(axis) + "·(" + spec.kernelSize().get(axis) + " − 1)";
    Size full =
        ConvArithmetic.transposedFull(spec.inputSize(axis), spec.effectiveKernel(axis), stride);
    formulas.add(
        new SizeFormula(
            name, words.full, words.fullFormula, startNumbers + reachNumbers + " + 1", full));
    formulas.add(
        new SizeFormula(
            name,
            words.out,
            words.outFormula,
            startNumbers
                + " − 2·"
                + padding
                + reachNumbers
                + " + "
                + spec.outputPadding().get(axis)
                + " + 1",
            spec.outputSize(axis)));
  }

  private static SizeFormula formula(
      ConvSpec spec, int axis, String quantity, String formula, String substitution, int result) {
    return new SizeFormula(spec.axisName(axis), quantity, formula, substitution, Size.of(result));
  }

  private static String number(int value) {
    return value < 0 ? "(−" + -value + ")" : Integer.toString(value);
  }
}
