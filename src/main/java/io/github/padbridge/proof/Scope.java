package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How much of a layer is executed: all of it where that is cheap, else a batch of one and fewer
 * channels, which have the same geometry. Where the whole batch does not fit the memory, it is
 * executed a part at a time.
 *
 * @param layer what is executed
 * @param atOnce how many of its batch at a time; all of an unbatched layer
 * @param bytes what that takes, by the estimate
 * @param notes what the user should know of it
 */
record Scope(Layer layer, int atOnce, double bytes, List<String> notes) {
  /** Up to here a layer is run whole unasked: about a second on a slow core. */
  private static final double WHOLE_PRODUCTS = 2e8;

  /** Up to here where the sizes are chosen, and often several: some milliseconds. */
  private static final double CHOSEN_PRODUCTS = 1e6;

  /** And up to here with fewer channels: a minute or so. */
  private static final double MOST_PRODUCTS = 1e10;

  /** And up to here, by the estimate of what both sides allocate, which takes its time too. */
  private static final double WHOLE_BYTES = 1e9;

  /** And up to here: every group is calls of its own, which take longer than what they compute. */
  private static final int WHOLE_GROUPS = 64;

  /**
   * What is executed of a layer.
   *
   * @param layer with a known input shape
   * @throws Refusal if even the least of it that has the same geometry is too large
   */
  static Scope of(Layer layer, Function<Layer, Plan> planner, VerifySettings settings) {
    List<String> notes = new ArrayList<>();
    Layer some = layer;
    if (layer.isBatched() && layer.inputShape().size(0).value() == 0) {
      some = layer.withInputShape(Workload.withBatchOfOne(layer));
      notes.add("a batch of 0 has no numbers to compare: run with a batch of 1");
    }
    if (!settings.full() && isLarge(some, planner.apply(some), WHOLE_PRODUCTS)) {
      return reduced(some, planner, settings, notes);
    }
    int atOnce = atOnce(some, planner, settings);
    if (atOnce == 0 && !settings.full()) {
      return reduced(some, planner, settings, notes);
    }
    noteParts(some, atOnce, notes);
    return require(some, atOnce, planner, settings, notes);
  }

  /**
   * All of a layer.
   *
   * @throws Refusal if a single sample of it is too large
   */
  static Scope whole(Layer layer, Function<Layer, Plan> planner, VerifySettings settings) {
    int atOnce = atOnce(layer, planner, settings);
    List<String> notes = new ArrayList<>();
    noteParts(layer, atOnce, notes);
    return require(layer, atOnce, planner, settings, notes);
  }

  private static void noteParts(Layer layer, int atOnce, List<String> notes) {
    int batch = batch(layer);
    if (0 < atOnce && atOnce < batch) {
      notes.add("the batch of " + batch + " is run " + atOnce + " at a time, for memory");
    }
  }

  /** Whether a layer whose sizes are chosen is run on few channels. */
  static boolean isLargeForAChoice(Layer layer, Plan plan) {
    return isLarge(layer, plan, CHOSEN_PRODUCTS);
  }

  private static boolean isLarge(Layer layer, Plan plan, double most) {
    Workload work = Workload.of(layer);
    return work.products() > most
        || work.bytes() > WHOLE_BYTES
        || Workload.bytes(plan) > WHOLE_BYTES
        || (layer instanceof ConvSpec spec && spec.groups() > WHOLE_GROUPS);
  }

  private static Scope reduced(
      Layer layer, Function<Layer, Plan> planner, VerifySettings settings, List<String> notes) {
    Layer few = Workload.reduced(layer);
    if (!few.equals(layer)) {
      notes.add(
          "large: run with "
              + channels(few)
              + "input_shape "
              + few.inputShape()
              + "; --full runs it whole");
    }
    return require(few, atOnce(few, planner, settings), planner, settings, notes);
  }

  /** What the channels of a layer are, for a note. */
  static String channels(Layer layer) {
    if (layer instanceof ConvSpec spec) {
      return "in_channels "
          + spec.inChannels()
          + ", out_channels "
          + spec.outChannels()
          + ", groups "
          + spec.groups()
          + ", ";
    }
    return layer.weightShape() == null ? "" : "weight " + layer.weightShape() + ", ";
  }

  private static int batch(Layer layer) {
    return layer.isBatched() ? Math.toIntExact(layer.inputShape().size(0).value()) : 1;
  }

  private static Layer withBatch(Layer layer, int batch) {
    return layer.isBatched()
        ? layer.withInputShape(layer.inputShape().with(0, Size.of(batch)))
        : layer;
  }

  /** The largest part of the batch that fits the memory; 0 where a single one does not. */
  private static int atOnce(Layer layer, Function<Layer, Plan> planner, VerifySettings settings) {
    if (footprint(layer, planner).fits(settings)) {
      return Math.max(batch(layer), 1);
    }
    int fits = 0;
    int most = batch(layer) - 1;
    while (fits < most) {
      int next = most - (most - fits) / 2;
      if (footprint(withBatch(layer, next), planner).fits(settings)) {
        fits = next;
      } else {
        most = next - 1;
      }
    }
    return fits;
  }

  private static Footprint footprint(Layer layer, Function<Layer, Plan> planner) {
    return Footprint.of(layer, planner.apply(layer));
  }

  private static Scope require(
      Layer layer,
      int atOnce,
      Function<Layer, Plan> planner,
      VerifySettings settings,
      List<String> notes) {
    Footprint footprint = footprint(withBatch(layer, Math.max(atOnce, 1)), planner);
    if (atOnce == 0) {
      throw footprint.refusal(settings);
    }
    requireTime(layer, settings);
    return new Scope(layer, atOnce, footprint.bytes(), List.copyOf(notes));
  }

  /** What fewer channels do not bring down is the kernel and the image. */
  private static void requireTime(Layer layer, VerifySettings settings) {
    double products = Workload.of(layer).products();
    if (!settings.full() && products > MOST_PRODUCTS) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to execute: about %.0e products for input %s even so (limit %.0e)",
                  products,
                  layer.inputShape(),
                  MOST_PRODUCTS),
              "a smaller input_shape proves the same geometry; --full runs it all the same",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }

  int batch() {
    return batch(layer);
  }

  /** The part that has the fewest samples. */
  Layer smallestPart() {
    return part(Math.max(batch() - 1, 0) / atOnce * atOnce);
  }

  /** What is run at once of the samples from {@code begin} on. */
  Layer part(int begin) {
    return withBatch(layer, Math.min(atOnce, batch() - begin));
  }
}
