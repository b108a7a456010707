package io.github.padbridge.translate;

import io.github.padbridge.layer.PoolSpec;

/** The arithmetic of every axis of a pooling, as PyTorch's documentation writes it. */
final class PoolFormulas extends AxisFormulas {
  private final PoolSpec spec;

  PoolFormulas(PoolSpec spec) {
    this.spec = spec;
  }

  @Override
  void addAll(int axis) {
    String formula = "floor(({#_in} + {stride} − 1) / {stride})";
    if (!spec.padsSame()) {
      String window = spec.op().isMax() ? "{dilation}·({kernel_size} − 1) − 1" : "{kernel_size}";
      formula = "(({#_in} + 2·{padding} − " + window + ") / {stride}) + 1";
      formula =
          spec.ceilMode()
              ? "min(ceil" + formula + ", floor(({#_in} + {padding} − 1) / {stride}) + 1)"
              : "floor" + formula;
    }
    add("#_out", formula, spec.outputSize(axis));
  }

  @Override
  Object number(String name, int axis) {
    return switch (name) {
      case "#_in" -> spec.inputSize(axis);
      case "stride" -> spec.stride().get(axis);
      case "dilation" -> spec.dilation().get(axis);
      case "kernel_size" -> spec.kernelSize().get(axis);
      case "padding" -> spec.padding().get(axis);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
