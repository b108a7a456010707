package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the memory for running a layer and its plan, made before anything is allocated.
 *
 * @param bytes all memory, on the Java heap and outside it
 * @param heap the part on the Java heap: the drawn numbers and the results
 * @param longest the number of elements of the largest tensor
 */
record Footprint(Layer layer, double bytes, double heap, long longest) {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final double KIB = 1L << 10;
  private static final double MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  /**
   * @param plan the plan of the layer; all sizes are known
   */
  static Footprint of(Layer layer, Plan plan) {
    double operands =
        elements(layer.inputShape()) + elements(layer.weightShape()) + elements(layer.biasShape());
    double results = 3 * elements(layer.outputShape());
    long longest =
        Math.max(
            Math.max(elements(layer.inputShape()), elements(layer.weightShape())),
            elements(layer.outputShape()));
    double heap = Double.BYTES * (operands + results);
    double offHeap = Math.max(Workload.of(layer).bytes(), PlanWork.of(plan).bytes());
    return new Footprint(layer, heap + offHeap, heap, longest);
  }

  private static long elements(@Nullable Shape shape) {
    return shape == null ? 0 : shape.elements();
  }

  boolean fits(VerifySettings settings) {
    return MemoryBudget.has(bytes, settings) && heap <= MemoryBudget.heap() && longest <= LONGEST;
  }

  /** The refusal of a layer that does not fit. */
  Refusal refusal(VerifySettings settings) {
    String weight = layer.weightShape() == null ? "" : " and weight " + layer.weightShape();
    String what = "for input " + layer.inputShape() + weight;
    if (MemoryBudget.has(bytes, settings) && longest <= LONGEST) {
      return refusal(
          String.format(
              Locale.ROOT,
              "about %s of Java heap %s (limit %s)",
              text(heap),
              what,
              text(MemoryBudget.heap())),
          "PADBRIDGE_JAVA_OPTS=-Xmx... raises the limit");
    }
    String help = longest <= LONGEST ? "--max-memory sets the limit" : null;
    return refusal(
        String.format(
            Locale.ROOT,
            "about %s %s (limit %s)",
            text(bytes),
            what,
            text(MemoryBudget.bytes(settings))),
        help);
  }

  private static Refusal refusal(String why, @Nullable String more) {
    return new Refusal(
        new Fault(
            "too large to run: " + why,
            "a smaller input_shape proves the same geometry" + (more == null ? "" : "; " + more),
            List.of(Argument.INPUT_SHAPE),
            null));
  }

  /** A number of bytes for people. */
  static String text(double bytes) {
    if (bytes < MIB) {
      return String.format(Locale.ROOT, "%.0f KiB", Math.ceil(bytes / KIB));
    }
    return bytes < GIB
        ? String.format(Locale.ROOT, "%.0f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
  }
}
