package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces a chain of ops along an axis of one size, element by element. */
final class AxisTrace {
  /** No element: beyond the ends of the axis. */
  private static final int OUTSIDE = Integer.MIN_VALUE;

  private static final int SUM = 0;
  private static final int MAX = 1;
  private static final int AVERAGE = 2;
  private static final int BIAS = 3;
  private static final int CONSTANT = 4;
  private static final int APPLIED = 5;
  private static final int WHOLE = 6;
  private static final int QUOTIENT = 7;

  private final Elements elements;
  private final Budget budget;

  private AxisTrace(Elements elements, Budget budget) {
    this.elements = elements;
    this.budget = budget;
  }

  /**
   * The output values; null where an op refuses its input or the output is empty.
   *
   * @param elements names the values; the sides of a comparison share it
   */
  static int @Nullable [] of(List<AxisOp> ops, int size, Elements elements, Budget budget) {
    AxisTrace trace = new AxisTrace(elements, budget);
    budget.spend(size);
    int[] values = new int[size];
    Arrays.setAll(values, i -> i);
    return trace.after(ops, values);
  }

  private int @Nullable [] after(List<AxisOp> ops, int[] input) {
    int[] values = input;
    for (AxisOp op : ops) {
      int length = AxisLength.after(op, values.length);
      if (length == AxisLength.REFUSED) {
        return null;
      }
      budget.spend(length);
      if (op instanceof AxisOp.Divide division
          && AxisLength.after(division.coverage(), input.length) != values.length) {
        return null;
      }
      values =
          op instanceof AxisOp.Divide divide
              ? divided(values, divide, input.length)
              : after(op, values, length);
    }
    return values;
  }

  private int[] after(AxisOp op, int[] in, int length) {
    if (op instanceof AxisOp.Pad pad) {
      return padded(in, pad.before(), pad.after(), pad.fill());
    }
    if (op instanceof AxisOp.Slice slice) {
      return sliced(in, slice);
    }
    if (op instanceof AxisOp.Bias bias) {
      int[] out = new int[length];
      Arrays.setAll(out, i -> elements.of(BIAS, bias.weight(), in[i]));
      return out;
    }
    if (op instanceof AxisOp.Applied applied) {
      AppliedFunction function = applied.function();
      int whole = function.wholeAxes() ? elements.of(joined(WHOLE, in.length, in)) : 0;
      int[] out = new int[length];
      Arrays.setAll(out, i -> applied(function, in[i], whole));
      return out;
    }
    if (op instanceof AxisOp.AtLeast) {
      return in;
    }
    if (op instanceof AxisOp.Adaptive adaptive) {
      return pooled(in, adaptive.max(), length);
    }
    if (op instanceof AxisOp.RulePad pad) {
      PadAmount amount = AxisLength.amount(pad, in.length);
      return padded(in, amount.before(), amount.after(), pad.fill());
    }
    if (op instanceof AxisOp.Spread spread) {
      int[] out = new int[length];
      Arrays.setAll(out, i -> tap(in, i, spread.step()));
      return out;
    }
    return windowed((AxisOp.Windowed) op, in, length);
  }

  /** Averages with another divisor: a coverage is an average of ones. */
  private int[] divided(int[] in, AxisOp.Divide op, int size) {
    int one = constant(1);
    int[] ones = new int[size];
    Arrays.fill(ones, one);
    int[] coverage = after(op.coverage(), ones);
    int[] out = new int[in.length];
    for (int p = 0; p < out.length; p++) {
      if (coverage != null && !isOfOnes(coverage[p], one)) {
        out[p] = elements.of(QUOTIENT, in[p], coverage[p]);
        continue;
      }
      int[] value = elements.partsOf(in[p]);
      boolean isAverage = value.length > 0 && value[0] == AVERAGE;
      int[] sum = isAverage ? Arrays.copyOfRange(value, 2, value.length) : new int[] {in[p]};
      int[] part = coverage == null ? new int[0] : elements.partsOf(coverage[p]);
      boolean isPart = part.length > 0 && part[0] == AVERAGE;
      int by = isPart ? part[1] : 1;
      int count = isPart ? part.length - 2 : 1;
      int[] repeated = new int[Math.multiplyExact(sum.length, by)];
      Arrays.setAll(repeated, i -> sum[i % sum.length]);
      out[p] = average(repeated, Math.multiplyExact(isAverage ? value[1] : 1, count));
    }
    return out;
  }

  /** Whether an element is a one, or an average of ones. */
  private boolean isOfOnes(int element, int one) {
    int[] parts = elements.partsOf(element);
    boolean isAverage = parts.length > 2 && parts[0] == AVERAGE;
    return element == one
        || (isAverage && Arrays.stream(parts).skip(2).allMatch(part -> part == one));
  }

  /**
   * @param whole names all elements of the axis, where the function takes them into account
   */
  private int applied(AppliedFunction function, int element, int whole) {
    int[] parts = elements.partsOf(element);
    if (element == Elements.ZERO && function.keepsZero()) {
      return Elements.ZERO;
    }
    if (function.isMonotone() && parts.length > 0 && parts[0] == MAX) {
      budget.spend(parts.length);
      int[] each = new int[parts.length - 2];
      Arrays.setAll(each, i -> applied(function, parts[i + 2], whole));
      return largest(each);
    }
    return elements.of(APPLIED, elements.of(function), element, whole);
  }

  private static int[] sliced(int[] in, AxisOp.Slice slice) {
    int begin = AxisLength.place(slice.begin(), in.length);
    int[] out = new int[AxisLength.after(slice, in.length)];
    Arrays.setAll(out, i -> in[begin + i * slice.step()]);
    return out;
  }

  private int[] padded(int[] in, int before, int after, Fill fill) {
    int[] out = new int[in.length + before + after];
    int constant = fill instanceof Fill.Constant given ? constant(given.value()) : 0;
    for (int i = 0; i < out.length; i++) {
      int at = i - before;
      if (at >= 0 && at < in.length) {
        out[i] = in[at];
      } else {
        out[i] =
            fill instanceof Fill.Copies copies
                ? in[source(copies.mode(), at, in.length)]
                : constant;
      }
    }
    return out;
  }

  private int constant(double value) {
    if (value == 0) {
      return Elements.ZERO;
    }
    long bits = Double.doubleToLongBits(value);
    return value == Double.NEGATIVE_INFINITY
        ? Elements.MINUS_INFINITY
        : elements.of(CONSTANT, (int) (bits >> Integer.SIZE), (int) bits);
  }

  /** The element that padding copies to a place beyond the ends. */
  private static int source(AxisOp.Mode mode, int place, int size) {
    return switch (mode) {
      case REFLECT -> place < 0 ? -place : 2 * (size - 1) - place;
      case SYMMETRIC -> place < 0 ? -place - 1 : 2 * size - 1 - place;
      case REPLICATE -> place < 0 ? 0 : size - 1;
      case CIRCULAR -> Math.floorMod(place, size);
    };
  }

  private int[] windowed(AxisOp.Windowed op, int[] in, int length) {
    PadAmount padding = AxisLength.padding(op, in.length);
    if (op instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS) {
      int[] wider = padded(in, padding.before(), padding.after(), AxisOp.Mode.of(sum.border()));
      return slid(op, wider, length, PadAmount.NONE);
    }
    return slid(op, in, length, padding);
  }

  /** One element for each of {@code length} adaptive windows. */
  private int[] pooled(int[] in, boolean max, int length) {
    int[] out = new int[length];
    for (int p = 0; p < length; p++) {
      int begin = (int) ((long) p * in.length / length);
      int end = (int) (((p + 1L) * in.length + length - 1) / length);
      budget.spend(5L * (end - begin));
      int[] taps = Arrays.copyOfRange(in, begin, end);
      out[p] = max ? largest(taps) : average(taps, taps.length);
    }
    return out;
  }

  private int[] slid(AxisOp.Windowed op, int[] in, int length, PadAmount padding) {
    Window window = op.window();
    // The elements that are averaged are sorted; those of a maximum are counted as they are.
    budget.spend((long) length * window.size() * (op instanceof AxisOp.Average ? 5 : 1));
    int[] out = new int[length];
    int[] taps = new int[window.size()];
    for (int p = 0; p < length; p++) {
      int start = p * window.stride() - padding.before();
      for (int k = 0; k < taps.length; k++) {
        taps[k] = tap(in, start + k * window.dilation(), window.baseDilation());
      }
      if (op instanceof AxisOp.Sum sum) {
        out[p] = sum(sum, taps);
      } else if (op instanceof AxisOp.Average average) {
        out[p] = average(taps, divisor(average, start, in.length));
      } else {
        out[p] = largest(taps);
      }
    }
    return out;
  }

  /** The element at a place: OUTSIDE beyond the ends, and ZERO between elements. */
  private static int tap(int[] in, int place, int baseDilation) {
    if (place < 0 || place > (in.length - 1) * baseDilation) {
      return OUTSIDE;
    }
    return place % baseDilation == 0 ? in[place / baseDilation] : Elements.ZERO;
  }

  private int sum(AxisOp.Sum op, int[] taps) {
    int[] parts = new int[taps.length + 2];
    parts[0] = SUM;
    parts[1] = op.weight();
    boolean zero = true;
    for (int k = 0; k < taps.length; k++) {
      int element = taps[op.reversed() ? taps.length - 1 - k : k];
      parts[k + 2] = element == OUTSIDE ? Elements.ZERO : element;
      zero &= parts[k + 2] == Elements.ZERO;
    }
    return zero ? Elements.ZERO : elements.of(parts);
  }

  /** The divisor along an axis for a window that starts at a place. */
  private static int divisor(AxisOp.Average op, int start, int size) {
    Window window = op.window();
    Divisor divisor = op.divisor();
    if (divisor instanceof Divisor.Constant constant) {
      return constant.value();
    }
    if (divisor instanceof Divisor.Whole) {
      return window.size();
    }
    PadAmount around = counted(op);
    int count = 0;
    for (int k = 0; k < window.size(); k++) {
      int place = start + k * window.dilation();
      if (place >= -around.before() && place < size + around.after()) {
        count++;
      }
    }
    return count;
  }

  /** The padding that counts: not what ceil_mode adds at the end. */
  private static PadAmount counted(AxisOp.Average op) {
    if (!(op.divisor() instanceof Divisor.Padded)) {
      return PadAmount.NONE;
    }
    int all = Integer.MAX_VALUE / 4;
    return op.edges() instanceof Edges.Ceil ceil ? ceil.padding() : new PadAmount(all, all);
  }

  private int average(int[] taps, int divisor) {
    int[] real =
        Arrays.stream(taps).filter(t -> t != OUTSIDE && t != Elements.ZERO).sorted().toArray();
    if (real.length == 0) {
      return Elements.ZERO;
    }
    // In lowest terms: a third of three times an element is the element.
    int common = divisor;
    for (int i = 0, next; i < real.length; i = next) {
      next = i + 1;
      while (next < real.length && real[next] == real[i]) {
        next++;
      }
      common = gcd(common, next - i);
    }
    int by = common;
    int[] lowest = new int[real.length / by];
    Arrays.setAll(lowest, i -> real[i * by]);
    return lowest.length == 1 && divisor == by
        ? lowest[0]
        : elements.of(joined(AVERAGE, divisor / by, lowest));
  }

  private static int gcd(int a, int b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }

  /** The maximum of maxima is the maximum of all their elements. */
  private int largest(int[] taps) {
    int most = 0;
    for (int tap : taps) {
      most += Math.max(elements.partsOf(tap).length, 1);
    }
    budget.spend(5L * most);
    int[] all = new int[most];
    int count = 0;
    for (int tap : taps) {
      int[] parts = elements.partsOf(tap);
      if (parts.length > 0 && parts[0] == MAX) {
        System.arraycopy(parts, 2, all, count, parts.length - 2);
        count += parts.length - 2;
      } else if (tap != OUTSIDE && tap != Elements.MINUS_INFINITY) {
        all[count++] = tap;
      }
    }
    all = distinct(all, count);
    if (all.length < 2) {
      return all.length == 0 ? Elements.MINUS_INFINITY : all[0];
    }
    return elements.of(joined(MAX, all.length, all));
  }

  /** The first elements in order, each once. */
  private static int[] distinct(int[] elements, int count) {
    Arrays.sort(elements, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || elements[i] != elements[i - 1]) {
        elements[kept++] = elements[i];
      }
    }
    return Arrays.copyOf(elements, kept);
  }

  private static int[] joined(int kind, int number, int[] rest) {
    int[] parts = new int[rest.length + 2];
    parts[0] = kind;
    parts[1] = number;
    System.arraycopy(rest, 0, parts, 2, rest.length);
    return parts;
  }
}
