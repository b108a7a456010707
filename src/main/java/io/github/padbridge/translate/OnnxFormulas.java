package io.github.padbridge.translate;

import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/** The arithmetic of every axis of an ONNX node, as the operator documentation writes it. */
final class OnnxFormulas extends AxisFormulas {
  private static final String REACH = "({kernel_shape} − 1)·{dilations} + 1";

  private final OnnxSpec spec;

  OnnxFormulas(OnnxSpec spec) {
    this.spec = spec;
  }

  @Override
  void addAll(int axis) {
    if (spec.op().isTransposed()) {
      transposed(axis);
    } else if (spec.padding() instanceof OnnxPadding.Same) {
      add("#_out", "ceil({#_in} / {strides})", spec.outputSize(axis));
      halves(axis, "max(({#_out} − 1)·{strides} + " + REACH + " − {#_in}, 0)");
    } else {
      forward(axis);
    }
  }

  @Override
  Object number(String name, int axis) {
    Optional<PadAmount> amount = spec.padAmount(axis);
    return switch (name) {
      case "#_in" -> spec.inputSize(axis);
      case "#_out" -> spec.outputSize(axis);
      case "#_full" -> spec.full(axis);
      case "strides" -> spec.strides().get(axis);
      case "dilations" -> spec.dilations().get(axis);
      case "kernel_shape" -> spec.kernelSize().get(axis);
      case "output_padding" -> spec.output().padding().get(axis);
      case "pads_begin" -> amount.orElseThrow().before();
      case "pads_end" -> amount.orElseThrow().after();
      case "#_total" -> amount.<Object>map(PadAmount::total).orElse(named(name));
      case "#_begin" -> amount.<Object>map(PadAmount::before).orElse(named(name));
      case "#_end" -> amount.<Object>map(PadAmount::after).orElse(named(name));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private void forward(int axis) {
    String pads = spec.padding() instanceof OnnxPadding.Pads ? " + {pads_begin} + {pads_end}" : "";
    String begin = pads.isEmpty() ? "" : " + {pads_begin}";
    String windows = "(({#_in}" + pads + " − (" + REACH + ")) / {strides}) + 1";
    add(
        "#_out",
        spec.roundsUp()
            ? "min(ceil" + windows + ", floor(({#_in}" + begin + " − 1) / {strides}) + 1)"
            : "floor" + windows,
        spec.outputSize(axis));
  }

  private void transposed(int axis) {
    add("#_full", "({#_in} − 1)·{strides} + " + REACH + " + {output_padding}", spec.full(axis));
    if (!spec.output().shape().isEmpty()) {
      halves(axis, "{#_full} − {#_out}");
    } else if (spec.padding() instanceof OnnxPadding.Same) {
      add("#_out", "{#_in}·{strides}", spec.outputSize(axis));
      halves(axis, "{#_full} − {#_out}");
    } else {
      String pads =
          spec.padding() instanceof OnnxPadding.Pads ? " − {pads_begin} − {pads_end}" : "";
      add("#_out", "{#_full}" + pads, spec.outputSize(axis));
    }
  }

  /**
   * The total padding or crop, and its two halves; an odd element goes to one end. Zeros that an
   * {@code output_shape} adds are at the end alone.
   */
  private void halves(int axis, String total) {
    Optional<PadAmount> amount = spec.padAmount(axis);
    Size before = amount.map(a -> Size.of(a.before())).orElse(null);
    Size after = amount.map(a -> Size.of(a.after())).orElse(null);
    add("#_total", total, amount.map(a -> Size.of(a.total())).orElse(null));
    if (amount.isPresent() && amount.get().total() < 0) {
      add("#_end", "{#_total}", after);
    } else if (spec.padding().equals(OnnxPadding.SAME_UPPER)) {
      add("#_begin", "floor({#_total} / 2)", before);
      add("#_end", "{#_total} − {#_begin}", after);
    } else {
      add("#_end", "floor({#_total} / 2)", after);
      add("#_begin", "{#_total} − {#_end}", before);
    }
  }
}
