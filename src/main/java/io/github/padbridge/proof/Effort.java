package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import java.util.List;
import java.util.Locale;

/**
 * How long the proof of a layer takes, estimated before anything is allocated. It is counted in
 * steps of about two nanoseconds on an ordinary core: a product is one, a byte that is moved is
 * one, and the call of a convolution takes as long as {@value #CALL} of them.
 *
 * @param layer what is executed, of which all sizes are known
 * @param products what the layer or the plan computes in one execution, whichever is more
 * @param bytes what that moves
 * @param draws how often, at each of so many sizes
 */
record Effort(Layer layer, Workload work, double products, double bytes, int draws, int sizes) {
  /** Up to here a layer is run whole unasked: two seconds. */
  private static final double LITTLE = 1.5e9;

  /** No proof takes longer: eight seconds on a core that is not fast. */
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

  boolean isLittle() {
    return steps() <= LITTLE;
  }

  boolean isPossible() {
    return steps() <= MOST;
  }

  /** At how many sizes, of those there are, the proof takes little; at least one. */
  int affordableSizes() {
    return (int) Math.max(Math.min(LITTLE / steps() * sizes, sizes), 1);
  }

  /**
   * Why it takes too long.
   *
   * @param help what there is to do besides a smaller input
   */
  Refusal refusal(String help) {
    String calls =
        work.calls() > 1 ? String.format(Locale.ROOT, ", %.0f separate ops", work.calls()) : "";
    return new Refusal(
        new Fault(
            String.format(
                Locale.ROOT,
                "too large to execute: input %s takes %d draws of about %.0e products and %s%s each,"
                    + " %.0f times as long as a proof may take",
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
