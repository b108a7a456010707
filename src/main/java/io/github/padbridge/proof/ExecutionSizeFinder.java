package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Decides how much of a layer is run: all of a small layer, otherwise a batch of one with fewer
 * channels, and shorter axes where that still takes long. All of these have the same geometry.
 */
final class ExecutionSizeFinder {
  private final Plans plans;
  private final VerifySettings settings;
  private final ToIntFunction<Layer> draws;

  /**
   * @param draws the number of draws for a layer of known sizes
   */
  ExecutionSizeFinder(Plans plans, VerifySettings settings, ToIntFunction<Layer> draws) {
    this.plans = plans;
    this.settings = settings;
    this.draws = draws;
  }

  /**
   * The part of a layer that is run.
   *
   * @param layer with a known input shape
   * @param sizes the number of similar sizes that are run
   * @throws Refusal if even the smallest layer of the same geometry is too large
   */
  ExecutionSize of(Layer layer, int sizes) {
    List<String> notes = new ArrayList<>();
    Layer some = layer;
    if (layer.isBatched() && layer.inputShape().size(0).value() == 0) {
      some = layer.withInputShape(Workload.withBatchOfOne(layer));
      notes.add("run with a batch of 1, because a batch of 0 has no numbers to compare");
    }
    boolean whole = settings.full() || isQuick(some, sizes);
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
   * @throws Refusal if a single sample is too large
   */
  ExecutionSize whole(Layer layer) {
    int atOnce = atOnce(layer);
    List<String> notes = new ArrayList<>();
    noteParts(layer, atOnce, notes);
    return executionSize(layer, atOnce, 1, notes);
  }

  /** Whether all of a layer is run, so that the time of a proof does not grow with the layer. */
  private boolean isQuick(Layer layer, int sizes) {
    // A layer that takes long on one draw is not drawn: it may have too many elements for that.
    return Effort.of(layer, plans.of(layer), 1, sizes).isQuick() && effort(layer, sizes).isQuick();
  }

  /** Whether all of a layer on chosen sizes is run. */
  boolean isQuickForAChoice(Layer layer, int sizes) {
    return isQuick(layer, sizes) && effort(layer, sizes).isQuickForAChoice();
  }

  /** The number of similar sizes that can be run. */
  int affordableSizes(Layer layer, int sizes) {
    return effort(layer, sizes).affordableSizes();
  }

  private Effort effort(Layer layer, int sizes) {
    return Effort.of(layer, plans.of(layer), draws.applyAsInt(layer), sizes);
  }

  private Layer reduced(Layer layer, int sizes, List<String> notes) {
    Layer few = Workload.reduced(layer);
    boolean fits = atOnce(few) > 0;
    if (!settings.atGivenSizes() && !(fits && isQuick(few, sizes))) {
      Layer shorter = ShorterAxes.of(few);
      few = plans.haveSameSteps(few, shorter) ? shorter : few;
    }
    if (!few.equals(layer)) {
      notes.add(
          "reduced to "
              + ExecutionSize.channels(few)
              + "input_shape "
              + few.inputShape()
              + "; --full runs the whole layer");
    }
    return few;
  }

  private static void noteParts(Layer layer, int atOnce, List<String> notes) {
    int batch = ExecutionSize.batch(layer);
    if (0 < atOnce && atOnce < batch) {
      notes.add("the batch of " + batch + " is run " + atOnce + " at a time to save memory");
    }
  }

  /** The most samples that fit in memory; 0 where a single one does not fit. */
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
      throw effort.refusal(settings.full() ? "; without --full fewer channels are run" : "");
    }
    return new ExecutionSize(layer, atOnce, footprint, List.copyOf(notes));
  }
}
