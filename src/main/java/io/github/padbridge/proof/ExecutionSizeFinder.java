package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Finds how much of a layer is executed: all of it where that takes little, else a batch of one and
 * fewer channels, and where that still takes long, shorter axes too. All of these have the same
 * geometry.
 */
final class ExecutionSizeFinder {
  /** Up to here a layer whose sizes are chosen, and often several, is run on all its channels. */
  private static final double CHOSEN_PRODUCTS = 1e6;

  /** Up to here a layer is run whole unasked. */
  private static final double WHOLE_PRODUCTS = 2e8;

  /** And up to here, by the estimate of what both sides allocate. */
  private static final double WHOLE_BYTES = 1e9;

  /** And up to here: every group is calls of its own, which take longer than what they compute. */
  private static final int WHOLE_GROUPS = 64;

  private final Plans plans;
  private final VerifySettings settings;
  private final ToIntFunction<Layer> draws;

  /**
   * @param draws on how many draws a layer is run, of which all sizes are known
   */
  ExecutionSizeFinder(Plans plans, VerifySettings settings, ToIntFunction<Layer> draws) {
    this.plans = plans;
    this.settings = settings;
    this.draws = draws;
  }

  /**
   * What is executed of a layer.
   *
   * @param layer with a known input shape
   * @param sizes at how many sizes like this one it is executed
   * @throws Refusal if even the least of it that has the same geometry is too large
   */
  ExecutionSize of(Layer layer, int sizes) {
    List<String> notes = new ArrayList<>();
    Layer some = layer;
    if (layer.isBatched() && layer.inputShape().size(0).value() == 0) {
      some = layer.withInputShape(Workload.withBatchOfOne(layer));
      notes.add("a batch of 0 has no numbers to compare: run with a batch of 1");
    }
    boolean whole = settings.full() || !isLarge(some, WHOLE_PRODUCTS, sizes);
    int atOnce = whole ? atOnce(some) : 0;
    if (atOnce == 0 && !settings.full()) {
      some = reduced(some, sizes, notes);
      atOnce = atOnce(some);
    }
    noteParts(some, atOnce, notes);
    return executionSize(some, atOnce, sizes, notes);
  }

  /**
   * All of a layer.
   *
   * @throws Refusal if a single sample of it is too large
   */
  ExecutionSize whole(Layer layer) {
    int atOnce = atOnce(layer);
    List<String> notes = new ArrayList<>();
    noteParts(layer, atOnce, notes);
    return executionSize(layer, atOnce, 1, notes);
  }

  /** Whether a layer whose sizes are chosen is run on few channels. */
  boolean isLargeForAChoice(Layer layer, int sizes) {
    return isLarge(layer, CHOSEN_PRODUCTS, sizes);
  }

  /** At how many sizes like that of a layer, of those there are, it is run. */
  int affordableSizes(Layer layer, int sizes) {
    return effort(layer, sizes).affordableSizes();
  }

  private boolean isLarge(Layer layer, double most, int sizes) {
    Workload work = Workload.of(layer);
    return work.products() > most
        || work.bytes() > WHOLE_BYTES
        || PlanWork.of(plans.of(layer)).bytes() > WHOLE_BYTES
        || (layer instanceof ConvSpec spec && spec.groups() > WHOLE_GROUPS)
        || !effort(layer, sizes).isLittle();
  }

  private Effort effort(Layer layer, int sizes) {
    return Effort.of(layer, plans.of(layer), draws.applyAsInt(layer), sizes);
  }

  private Layer reduced(Layer layer, int sizes, List<String> notes) {
    Layer few = Workload.reduced(layer);
    boolean fits = atOnce(few) > 0;
    if (fits && !settings.atGivenSizes() && isLarge(few, WHOLE_PRODUCTS, sizes)) {
      Layer shorter = ShorterAxes.of(few);
      few = plans.haveSameSteps(few, shorter) ? shorter : few;
    }
    if (!few.equals(layer)) {
      notes.add(
          "large: run with "
              + ExecutionSize.channels(few)
              + "input_shape "
              + few.inputShape()
              + "; --full runs it whole");
    }
    return few;
  }

  private static void noteParts(Layer layer, int atOnce, List<String> notes) {
    int batch = ExecutionSize.batch(layer);
    if (0 < atOnce && atOnce < batch) {
      notes.add("the batch of " + batch + " is run " + atOnce + " at a time, for memory");
    }
  }

  /** The largest part of the batch that fits the memory; 0 where a single one does not. */
  private int atOnce(Layer layer) {
    if (footprint(layer).fits(settings)) {
      return Math.max(ExecutionSize.batch(layer), 1);
    }
    int fits = 0;
    int most = ExecutionSize.batch(layer) - 1;
    while (fits < most) {
      int next = most - (most - fits) / 2;
      if (footprint(ExecutionSize.withBatch(layer, next)).fits(settings)) {
        fits = next;
      } else {
        most = next - 1;
      }
    }
    return fits;
  }

  private Footprint footprint(Layer layer) {
    return Footprint.of(layer, plans.of(layer));
  }

  private ExecutionSize executionSize(Layer layer, int atOnce, int sizes, List<String> notes) {
    Footprint footprint = footprint(ExecutionSize.withBatch(layer, Math.max(atOnce, 1)));
    if (atOnce == 0) {
      throw footprint.refusal(settings);
    }
    Effort effort = effort(layer, sizes);
    if (!effort.isPossible()) {
      throw effort.refusal(settings.full() ? "; without --full it is run on fewer channels" : "");
    }
    return new ExecutionSize(layer, atOnce, footprint, List.copyOf(notes));
  }
}
