package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws for the largest element of windows, which is not linear: random numbers would seldom tell
 * windows apart. Each sample of each channel is given one of a list of patterns instead, of
 * distinct negative integers, such that a plan that takes the largest of any set of elements for
 * each output agrees on all of them only if its sets are the windows:
 *
 * <ul>
 *   <li>elements {@code kernel_size·dilation} apart are larger than all others, for every offset:
 *       each position of every window wins once, so that none is missing, nor is one between them
 *       too many;
 *   <li>numbers rise along an axis, and fall, for every axis: no window reaches further;
 *   <li>all are far below zero: padding with zeros wins wherever it is looked at.
 * </ul>
 */
final class OrderDraws extends Draws {
  /** Elements looked at over all draws, about half a minute's work. */
  private static final double MOST_WORK = 2e9;

  private static final long MOST_PATTERNS = 1 << 20;

  private final int[] period;
  private final int[] sizes;
  private final int samples;
  private long next;

  OrderDraws(
      Layer layer,
      List<Integer> kernelSize,
      List<Integer> dilation,
      long seed,
      Precision precision) {
    super(layer, seed, precision);
    int rank = layer.spatialRank();
    this.sizes = new int[rank];
    this.period = new int[rank];
    long elements = 1;
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = layer.inputSize(axis).intValue();
      // Offsets past the end of an axis are patterns without a winner.
      period[axis] = (int) Math.min((long) kernelSize.get(axis) * dilation.get(axis), sizes[axis]);
      elements *= sizes[axis];
    }
    this.samples = (int) Math.max(layer.inputShape().elements() / elements, 1);
    if (layer.inputShape().elements() > precision.exactLimit() / 2) {
      throw new Refusal(
          new Fault(
              precision.dtype() + " has fewer numbers than the input has elements to tell apart",
              "a smaller input_shape proves the same geometry",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }

  /** How many patterns there are. */
  private long patterns() {
    long offsets = 1;
    for (int p : period) {
      offsets = Math.min(offsets * p, MOST_PATTERNS);
    }
    return offsets + 2L * period.length;
  }

  @Override
  int enough() {
    long draws = (patterns() + samples - 1) / samples;
    double affordable = Math.max(MOST_WORK / Math.max(Workload.of(layer).products(), 1), 1);
    return (int) Math.min((double) draws, affordable);
  }

  @Override
  @Nullable Double missProbability(int draws) {
    return (long) draws * samples >= patterns() && patterns() < MOST_PATTERNS ? 0.0 : null;
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
      int[] order = order(elements, next++ % patterns());
      for (int rank = 0; rank < elements; rank++) {
        int at =
            channelsLast
                ? (sample / channels * elements + order[rank]) * channels + sample % channels
                : sample * elements + order[rank];
        long below = (long) (elements - rank) * samples - sample;
        data[at] = -(double) (below * step);
      }
    }
    return new CaseTensors(new Tensor(shape, data), null, null, null);
  }

  /** The elements of one sample from the smallest to the largest. */
  private int[] order(int elements, long pattern) {
    long[] keys = new long[elements];
    for (int element = 0; element < elements; element++) {
      long tie = random.nextInt() & 0x7fffffffL;
      keys[element] = (height(element, pattern) << 31) | tie;
    }
    return IntStream.range(0, elements)
        .boxed()
        .sorted(Comparator.comparingLong(element -> keys[element]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How high an element stands in a pattern; those of one height stand in random order. */
  private long height(int element, long pattern) {
    int[] position = new int[sizes.length];
    int rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position[axis] = rest % sizes[axis];
      rest /= sizes[axis];
    }
    long offsets = patterns() - 2L * period.length;
    if (pattern >= offsets) {
      int axis = (int) (pattern - offsets) / 2;
      boolean rises = (pattern - offsets) % 2 == 0;
      return rises ? position[axis] : sizes[axis] - 1 - position[axis];
    }
    long offset = pattern;
    boolean wins = true;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      wins &= position[axis] % period[axis] == offset % period[axis];
      offset /= period[axis];
    }
    return wins ? 1 : 0;
  }

  @Override
  @Nullable String shortfall(int draws) {
    long tried = (long) draws * samples;
    if (tried >= patterns() && patterns() < MOST_PATTERNS) {
      return null;
    }
    return tried
        + " of "
        + patterns()
        + " patterns that tell windows apart were tried; --draws "
        + (patterns() + samples - 1) / samples
        + " tries all";
  }
}
