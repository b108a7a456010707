package io.github.padbridge.translate;

import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/**
 * The arithmetic of every axis of a JAX layer, as the shape rules of {@code jax.lax} compute it.
 */
final class JaxFormulas extends AxisFormulas {
  private final JaxSpec spec;
  private final String reach;

  JaxFormulas(JaxSpec spec) {
    this.spec = spec;
    boolean dilated = spec.dilations().stream().anyMatch(dilation -> dilation > 1);
    this.reach =
        spec.op().isPooling() && !dilated ? "{window_shape}" : "{dilation}·({kernel_size} − 1) + 1";
  }

  @Override
  void addAll(int axis) {
    if (spec.padding() instanceof JaxPadding.Same same) {
      same(axis, same.lower());
      return;
    }
    boolean spread = spec.reading().baseDilation().get(axis) > 1;
    if (spread) {
      add("#_dilated", "({#_in} − 1)·{lhs_dilation} + 1", spec.dilatedSize(axis));
    }
    add(
        "#_out",
        "floor(({#_"
            + (spread ? "dilated" : "in")
            + "} + {low} + {high} − ("
            + reach
            + ")) / {stride}) + 1",
        spec.outputSize(axis));
  }

  private void same(int axis, boolean lower) {
    add("#_out", "ceil({#_in} / {stride})", spec.outputSize(axis));
    Optional<PadAmount> amount = spec.padAmount(axis);
    add(
        "#_total",
        "max(({#_out} − 1)·{stride} + " + reach + " − {#_in}, 0)",
        amount.map(a -> Size.of(a.total())).orElse(null));
    add(
        "#_low",
        (lower ? "ceil" : "floor") + "({#_total} / 2)",
        amount.map(a -> Size.of(a.before())).orElse(null));
    add("#_high", "{#_total} − {#_low}", amount.map(a -> Size.of(a.after())).orElse(null));
  }

  @Override
  Object number(String name, int axis) {
    Optional<PadAmount> amount = spec.padAmount(axis);
    return switch (name) {
      case "#_in" -> spec.inputSize(axis);
      case "#_dilated" -> spec.dilatedSize(axis);
      case "#_out" -> spec.outputSize(axis);
      case "stride" -> spec.strides().get(axis);
      case "dilation" -> spec.dilations().get(axis);
      case "lhs_dilation" -> spec.reading().baseDilation().get(axis);
      case "window_shape", "kernel_size" -> spec.kernelSize().get(axis);
      case "low" -> signed(amount.orElseThrow().before());
      case "high" -> signed(amount.orElseThrow().after());
      case "#_total" -> amount.<Object>map(PadAmount::total).orElse(named(name));
      case "#_low" -> amount.<Object>map(PadAmount::before).orElse(named(name));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String signed(int value) {
    return value < 0 ? "(" + value + ")" : Integer.toString(value);
  }
}
