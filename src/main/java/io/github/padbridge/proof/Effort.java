package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import java.util.List;
import java.util.Locale;

/**
 * An estimate of the time that the proof of a layer takes, made before anything is allocated. It
 * counts steps of about two nanoseconds on an ordinary core: one per product, one per byte moved,
 * and {@value #CALL} per call of a convolution.
 *
 * @param layer the layer that is run; all sizes are known
 * @param products the products of the layer or the plan in one run, whichever has more
 * @param bytes the bytes that one run moves
 * @param draws the number of runs at each of {@code sizes} sizes
 */
record Effort(Layer layer, Workload work, double products, double bytes, int draws, int sizes) {
  /** The most steps for which all of a layer is run by default: a tenth of a second. */
  private static final double QUICK = 5e7;

  /** The same on chosen sizes, for which others would do: a hundredth of a second. */
  private static final double CHOSEN = 5e6;

  /** The most steps for which a layer of open sizes is run on several: two seconds. */
  private static final double LITTLE = 1.5e9;

  /** The most steps of a proof: eight seconds on a slow core. */
  private static final double MOST = 3e9;

  private static final double CALL = 2e5;

  static Effort of(Layer layer, Plan plan, int draws, int sizes) {
    Workload work = Workload.of(layer);
    PlanWork planned = PlanWork.of(plan);
    double products = Math.max(work.products(), planned.products());
    double bytes = Math.max(work.bytes(), planned.moved());
    return new Effort(layer, work, products, bytes, draws, sizes);
  }

  private double steps() {
    return (products + bytes + CALL * work.calls()) * draws * sizes;
  }

  boolean isQuick() {
    return steps() <= QUICK;
  }

  boolean isQuickForAChoice() {
    return steps() <= CHOSEN;
  }

  boolean isPossible() {
    return steps() <= MOST;
  }

  /** The number of sizes that the proof can run quickly; at least one. */
  int affordableSizes() {
    return (int) Math.max(Math.min(LITTLE / steps() * sizes, sizes), 1);
  }

  /**
   * The refusal of a proof that takes too long.
   *
   * @param help another hint besides a smaller input
   */
  Refusal refusal(String help) {
    String calls =
        work.calls() > 1 ? String.format(Locale.ROOT, ", %.0f separate ops", work.calls()) : "";
    return new Refusal(
        new Fault(
            String.format(
                Locale.ROOT,
                "too large to run: input %s needs %d draws of about %.0e products and %s%s each,"
                    + " %.0f times the limit of a proof",
                layer.inputShape(),
                draws * sizes,
                products,
                Footprint.text(bytes),
                calls,
                Math.ceil(steps() / MOST)),
            "a smaller input_shape proves the same geometry" + help,
            List.of(Argument.INPUT_SHAPE),
            null));
  }
}
