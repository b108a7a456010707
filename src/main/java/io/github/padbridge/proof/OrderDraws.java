package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.SingleWindows;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws for max pooling, which is not linear: random numbers would seldom distinguish windows.
 *
 * <p>A window is a product of sets of positions, one for each axis, and so is every set that a plan
 * takes the maximum of: each step of a plan works on each axis by itself. An element's value is
 * therefore made of its rank along each axis, as the digits of one number. The largest element of a
 * product has the largest rank along each axis, so its value shows what each axis has done, all
 * axes at once and whichever output axis that went to. {@link AxisOrders} lists the ranks that are
 * tried. They distinguish any arithmetic progressions, and any sets where a window is not too
 * large.
 *
 * <p>The last digit numbers the samples and channels, so that no two elements are equal. All values
 * are far below zero, so padding with zeros is the maximum of every window that reads it.
 */
final class OrderDraws extends Draws {
  /** The most elements in all draws beyond those that distinguish progressions. */
  private static final double MOST_WORK = 3e6;

  private final List<AxisOrders> axes = new ArrayList<>();
  private final int[] sizes;
  private final int samples;
  private int next;

  OrderDraws(
      Layer layer,
      List<Integer> kernelSize,
      List<Integer> dilation,
      long seed,
      Precision precision) {
    super(layer, seed, precision);
    requireFewElements();
    this.sizes = new int[layer.spatialRank()];
    long elements = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = layer.inputSize(axis).intValue();
      axes.add(new AxisOrders(sizes[axis], kernelSize.get(axis), dilation.get(axis), random));
      elements *= sizes[axis];
    }
    this.samples = (int) Math.max(layer.inputShape().elements() / elements, 1);
  }

  /** Every element needs a distinct number and an array index. */
  private void requireFewElements() {
    double elements = layer.inputShape().elements();
    String reason =
        elements > precision.exactLimit() / 2
            ? "too large to run: the input has more elements than "
                + precision.dtype()
                + " has distinct integers"
            : "too large to run: input "
                + layer.inputShape()
                + " has more elements than an array can hold";
    if (elements > Math.min(precision.exactLimit() / 2, Integer.MAX_VALUE)) {
      throw new Refusal(
          new Fault(
              reason,
              "a smaller input_shape proves the same geometry",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }

  /** The number of orders that distinguish progressions. */
  private int forProgressions() {
    return axes.stream().mapToInt(AxisOrders::forProgressions).max().orElse(0);
  }

  private int orders() {
    return axes.stream().mapToInt(AxisOrders::count).max().orElse(0);
  }

  @Override
  int enough() {
    double affordable = MOST_WORK / Math.max(layer.inputShape().elements(), 1);
    return Math.max(draws(forProgressions()), (int) Math.min(draws(orders()), affordable));
  }

  /** The number of draws that have so many samples. */
  private int draws(int orders) {
    return (orders + samples - 1) / samples;
  }

  @Override
  @Nullable Double missProbability(int draws, Plan plan) {
    return shortfall(draws, plan) == null ? 0.0 : null;
  }

  @Override
  @Nullable String shortfall(int draws, Plan plan) {
    boolean progressions = SingleWindows.in(plan.steps().stream().map(Plan.Traced::step));
    int needed = progressions ? forProgressions() : orders();
    if (draws < draws(needed)) {
      return (long) draws * samples
          + " of "
          + needed
          + " orders that distinguish windows were tried; --draws "
          + draws(needed)
          + " tries all";
    }
    boolean all = progressions || axes.stream().allMatch(AxisOrders::tellAnySets);
    return all
        ? null
        : "the plan pools twice: "
            + AxisOrders.MOST_OFFSETS
            + " positions of each window were tried, and its first and last";
  }

  @Override
  Tolerance tolerance() {
    return Tolerance.EXACT;
  }

  @Override
  Tolerance tolerance(CaseTensors tensors) {
    return Tolerance.EXACT;
  }

  @Override
  CaseTensors integers() {
    int[] shape = layer.inputShape().toIntArray();
    double[] data = new double[Math.toIntExact(layer.inputShape().elements())];
    int elements = data.length / samples;
    // Far below zero, and exact.
    long step = (long) (precision.exactLimit() / 2) / Math.max(data.length, 1);
    boolean channelsLast = layer.channelAxis() == shape.length - 1;
    int channels = shape[layer.channelAxis()];
    for (int sample = 0; sample < samples; sample++) {
      int first =
          channelsLast
              ? sample / channels * elements * channels + sample % channels
              : sample * elements;
      fill(data, first, channelsLast ? channels : 1, step, sample);
      next = (next + 1) % orders();
    }
    return new CaseTensors(new Tensor(shape, data), null, null, null);
  }

  /** Writes one channel of one sample; its elements are {@code apart} indexes apart. */
  private void fill(double[] data, int first, int apart, long step, int sample) {
    int[][] ranks = new int[3][];
    int missing = 3 - sizes.length;
    for (int axis = 0; axis < 3; axis++) {
      AxisOrders orders = axis < missing ? null : axes.get(axis - missing);
      ranks[axis] = orders == null ? new int[1] : orders.ranks(next % orders.count());
    }
    int at = first;
    long elements = (long) ranks[0].length * ranks[1].length * ranks[2].length;
    for (int a : ranks[0]) {
      for (int b : ranks[1]) {
        long digits = ((long) a * ranks[1].length + b) * ranks[2].length;
        for (int c : ranks[2]) {
          long below = (elements - digits - c) * samples - sample;
          data[at] = -(double) (below * step);
          at += apart;
        }
      }
    }
  }
}
