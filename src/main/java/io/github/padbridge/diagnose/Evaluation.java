package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import org.jspecify.annotations.Nullable;

/** Computes single output elements of a hypothesis, in float64. */
final class Evaluation {
  /** In {@link #inputs}, in place of an element beyond the ends. */
  private static final int OUTSIDE = Integer.MIN_VALUE;

  private final Hypothesis hypothesis;
  private final View x;
  private int[] inputs = new int[0];
  private int[] taps = new int[0];
  private int count;

  Evaluation(Hypothesis hypothesis) {
    this.hypothesis = hypothesis;
    this.x = hypothesis.x();
  }

  /**
   * @param index of the output as {@code (n, o, p...)}
   */
  Element at(int[] index) {
    View weight = hypothesis.weight();
    collect(index, weight);
    if (weight != null) {
      return product(index, weight);
    }
    int from = x.start() + x.step(0, index[0]) + x.step(1, index[1]);
    Divisor divisor = hypothesis.divisor();
    return divisor == null ? maximum(from) : average(from, divisor(index, divisor));
  }

  /** The elements of the windows on all axes: where they lie in the input and in the kernel. */
  private void collect(int[] index, @Nullable View weight) {
    inputs = new int[] {0};
    taps = new int[] {0};
    count = 1;
    for (int axis = 0; axis < hypothesis.axes().size(); axis++) {
      AxisWindow windows = hypothesis.axes().get(axis);
      int size = windows.window().size();
      int[] moreInputs = new int[count * size];
      int[] moreTaps = new int[count * size];
      int more = 0;
      for (int before = 0; before < count; before++) {
        for (int tap = 0; tap < size; tap++) {
          int element = windows.element(index[axis + 2], tap, hypothesis.beyond());
          boolean isZero = element == Beyond.OUTSIDE;
          if (isZero && (weight != null || hypothesis.divisor() != null)) {
            continue;
          }
          moreInputs[more] =
              isZero || inputs[before] == OUTSIDE
                  ? OUTSIDE
                  : inputs[before] + x.step(axis + 2, element);
          int kernel = hypothesis.reversed() ? size - 1 - tap : tap;
          moreTaps[more] = weight == null ? 0 : taps[before] + weight.step(axis + 2, kernel);
          more++;
        }
      }
      inputs = moreInputs;
      taps = moreTaps;
      count = more;
    }
  }

  private Element product(int[] index, View weight) {
    int out = index[1];
    int perGroup = weight.size(1);
    int first = out / (weight.size(0) / hypothesis.groups()) * perGroup;
    double sum = 0;
    double squares = 0;
    for (int channel = 0; channel < perGroup; channel++) {
      int from = x.start() + x.step(0, index[0]) + x.step(1, first + channel);
      int kernel = weight.start() + weight.step(0, out) + weight.step(1, channel);
      for (int i = 0; i < count; i++) {
        double term = x.number(from + inputs[i]) * weight.number(kernel + taps[i]);
        sum += term;
        squares += term * term;
      }
    }
    double bias = bias(index);
    return new Element(sum + bias, Math.sqrt(squares + bias * bias), (long) perGroup * count + 1);
  }

  private double bias(int[] index) {
    View bias = hypothesis.bias();
    if (bias == null) {
      return 0;
    }
    double times = hypothesis.biasUse().times();
    double beyond = hypothesis.biasUse().timesBeyond();
    for (int axis = 0; beyond != times && axis < hypothesis.axes().size(); axis++) {
      if (!hypothesis.axes().get(axis).isInFullResult(index[axis + 2])) {
        times = beyond;
      }
    }
    return times * bias.get(index[1]);
  }

  private Element maximum(int from) {
    boolean hasZeros = hypothesis.beyond() == Beyond.ZEROS;
    double maximum = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (inputs[i] != OUTSIDE) {
        maximum = Math.max(maximum, x.number(from + inputs[i]));
      } else if (hasZeros) {
        maximum = Math.max(maximum, 0);
      }
    }
    return new Element(maximum, 0, 1);
  }

  private Element average(int from, double divisor) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double term = x.number(from + inputs[i]);
      sum += term;
      squares += term * term;
    }
    return new Element(sum / divisor, Math.sqrt(squares) / Math.abs(divisor), count);
  }

  private double divisor(int[] index, Divisor divisor) {
    if (divisor instanceof Divisor.Constant constant) {
      return constant.value();
    }
    double product = 1;
    for (int axis = 0; axis < hypothesis.axes().size(); axis++) {
      product *= hypothesis.axes().get(axis).counted(index[axis + 2], divisor);
    }
    return product;
  }
}
