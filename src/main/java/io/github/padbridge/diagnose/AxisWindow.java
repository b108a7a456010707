package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of one spatial axis at known sizes, in the terms of {@link Window}.
 *
 * @param low the padding before the data; negative where it crops
 * @param high the padding behind the data that an average may count; negative where it crops
 * @param in input elements
 * @param out output elements
 */
record AxisWindow(Window window, int low, int high, int in, int out) {

  /** As many windows as fit into the padded input. */
  static AxisWindow fitting(Window window, int low, int high, int in) {
    int room = places(window, in) + low + high - reach(window);
    return new AxisWindow(window, low, high, in, Math.floorDiv(room, window.stride()) + 1);
  }

  /** One window more where the padded input is left over, as ceil_mode in PyTorch has it. */
  static AxisWindow roundedUp(Window window, int low, int high, int in) {
    int room = places(window, in) + low + high - reach(window);
    int out = Math.floorDiv(room + window.stride() - 1, window.stride()) + 1;
    boolean startsBehind = (out - 1) * window.stride() >= in + low;
    return new AxisWindow(window, low, high, in, startsBehind ? out - 1 : out);
  }

  /** {@code out} windows from {@code low} on, with what the last of them needs behind the data. */
  static AxisWindow from(Window window, int low, int in, int out) {
    int end = (out - 1) * window.stride() + reach(window) - low;
    return new AxisWindow(window, low, end - places(window, in), in, out);
  }

  /** The positions of the input, base dilation included. */
  private static int places(Window window, int in) {
    return (in - 1) * window.baseDilation() + 1;
  }

  private static int reach(Window window) {
    return Math.toIntExact(window.reach());
  }

  /** The position that tap {@code tap} of output {@code output} reads; negative before the data. */
  int position(int output, int tap) {
    return output * window.stride() + tap * window.dilation() - low;
  }

  /** Whether the padding is that of TensorFlow SAME. */
  boolean isSame() {
    PadAmount padding = new PadAmount(low, high);
    return padding.equals(ConvArithmetic.tensorFlowSame(in, window.reach(), window.stride()));
  }

  /** How many elements of the full result of a transposed convolution come before the output. */
  int cropBefore() {
    return reach(window) - 1 - low;
  }

  /** How many elements of the full result of a transposed convolution come after the output. */
  int cropAfter() {
    return fullResult() - cropBefore() - out;
  }

  /** The size of the full result of a transposed convolution. */
  int fullResult() {
    return places(window, in) + reach(window) - 1;
  }

  /** Whether an output lies in the full result of a transposed convolution. */
  boolean isInFullResult(int output) {
    int at = output + cropBefore();
    return at >= 0 && at < fullResult();
  }

  /** Whether every output lies in it. */
  boolean isInFullResult() {
    return isInFullResult(0) && isInFullResult(out - 1);
  }

  /** Whether every output reads the same elements. */
  boolean readsLike(AxisWindow other) {
    return window.equals(other.window) && low == other.low && in == other.in && out == other.out;
  }

  /** How many taps of an output an average counts along this axis. */
  int counted(int output, Divisor divisor) {
    if (divisor instanceof Divisor.Whole) {
      return window.size();
    }
    int before = divisor instanceof Divisor.Padded ? low : 0;
    int after = divisor instanceof Divisor.Padded ? high : 0;
    int count = 0;
    for (int tap = 0; tap < window.size(); tap++) {
      int position = position(output, tap);
      count += position >= -before && position < in + after ? 1 : 0;
    }
    return count;
  }

  /** The input element of a tap; {@link Beyond#OUTSIDE} if there is none. */
  int element(int output, int tap, Beyond beyond) {
    int position = position(output, tap);
    int apart = window.baseDilation();
    if (apart == 1) {
      return beyond.index(position, in);
    }
    return position % apart == 0 ? Beyond.ZEROS.index(position / apart, in) : Beyond.OUTSIDE;
  }

  /** The input elements of all taps beyond the data. */
  List<Integer> elements(Beyond beyond) {
    List<Integer> elements = new ArrayList<>();
    for (int output = 0; output < out; output++) {
      for (int tap = 0; tap < window.size(); tap++) {
        int position = position(output, tap);
        if (position < 0 || position >= in) {
          elements.add(element(output, tap, beyond));
        }
      }
    }
    return elements;
  }

  /** Whether every element that stands beyond the data is in the window anyway. */
  boolean repeats(Beyond beyond) {
    for (int output = 0; output < out; output++) {
      int first = position(output, 0);
      for (int tap = 0; tap < window.size(); tap++) {
        int element = element(output, tap, beyond);
        int ahead = element - first;
        if (element == Beyond.OUTSIDE
            || ahead < 0
            || ahead % window.dilation() != 0
            || ahead > window.reach() - 1) {
          return false;
        }
      }
    }
    return true;
  }
}
