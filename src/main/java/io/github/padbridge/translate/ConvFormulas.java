package io.github.padbridge.translate;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;

/** The arithmetic of every axis of a convolution as PyTorch's documentation writes it. */
final class ConvFormulas extends AxisFormulas {
  private static final String REACH = "{dilation}·({kernel_size} − 1)";

  private final ConvSpec spec;

  ConvFormulas(ConvSpec spec) {
    this.spec = spec;
  }

  @Override
  void addAll(int axis) {
    if (spec.op().isTransposed()) {
      transposed(axis);
    } else if (spec.padsAtRuntime()) {
      runtimeSame(axis);
    } else {
      forward(axis);
    }
  }

  @Override
  Object number(String name, int axis) {
    return switch (name) {
      case "#_in" -> spec.inputSize(axis);
      case "#_out" -> spec.outputSize(axis);
      case "stride" -> spec.stride().get(axis);
      case "dilation" -> spec.dilation().get(axis);
      case "kernel_size" -> spec.kernelSize().get(axis);
      case "output_padding" -> spec.outputPadding().get(axis);
      case "padding" -> signed(spec.padAmount(axis).before());
      case "before", "#_left" -> spec.padAmount(axis).before();
      case "after", "#_right" -> spec.padAmount(axis).after();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String signed(int value) {
    return value < 0 ? "(−" + -value + ")" : Integer.toString(value);
  }

  private void forward(int axis) {
    String padding = "";
    if (spec.padding() instanceof Padding.Explicit) {
      padding = " + 2·{padding}";
    } else if (spec.padding() instanceof Padding.PerSide) {
      padding = " + {before} + {after}";
    } else if (spec.padding() instanceof Padding.Same) {
      PadAmount amount = spec.padAmount(axis);
      add("#_left", "floor(" + REACH + " / 2)", Size.of(amount.before()));
      add("#_right", REACH + " − {#_left}", Size.of(amount.after()));
      padding = " + {#_left} + {#_right}";
    }
    add(
        "#_out",
        "floor(({#_in}" + padding + " − " + REACH + " − 1) / {stride}) + 1",
        spec.outputSize(axis));
  }

  /** The output size, then the padding that the last window needs. */
  private void runtimeSame(int axis) {
    add("#_out", "floor(({#_in} + {stride} − 1) / {stride})", spec.outputSize(axis));
    add(
        "#_total",
        "max(({#_out} − 1)·{stride} + " + REACH + " + 1 − {#_in}, 0)",
        spec.inputSize(axis).isKnown() ? Size.of(spec.padAmount(axis).total()) : null);
  }

  private void transposed(int axis) {
    add(
        "#_full",
        "({#_in} − 1)·{stride} + " + REACH + " + 1",
        ConvArithmetic.transposedFull(
            spec.inputSize(axis), spec.effectiveKernel(axis), spec.stride().get(axis)));
    add(
        "#_out",
        "({#_in} − 1)·{stride} − 2·{padding} + " + REACH + " + {output_padding} + 1",
        spec.outputSize(axis));
  }
}
