package io.github.padbridge.execute;

import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JAX layers in plain loops over their definition. Missing axes have size 1. */
final class JaxInLoops {
  private final JaxSpec spec;
  private final JaxData data;
  private final Numbers x;
  private final @Nullable Numbers weight;

  private JaxInLoops(JaxSpec spec, Tensor x, @Nullable Tensor weight) {
    this.spec = spec;
    this.data = new JaxData(spec, x.shape());
    this.x = new Numbers(x, spec.layout().axes());
    this.weight =
        weight == null
            ? null
            : new Numbers(weight, Objects.requireNonNull(spec.weightLayout()).axes());
  }

  static Tensor run(JaxSpec spec, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
    JaxInLoops loops = new JaxInLoops(spec, x, weight);
    int[] shape = x.shape().clone();
    int missing = 3 - spec.spatialRank();
    int elements = 1;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      shape[spec.dataAxis(axis)] = loops.data.windows[missing + axis];
    }
    if (loops.weight != null) {
      shape[spec.channelAxis()] = loops.weight.size('O');
    }
    for (int size : shape) {
      elements *= size;
    }
    Tensor y = new Tensor(shape, new double[elements]);
    loops.fill(new Numbers(y, spec.layout().axes()), bias);
    return y;
  }

  /** A tensor whose axes have letters. */
  private record Numbers(Tensor tensor, String letters) {
    int size(char letter) {
      int axis = letters.indexOf(letter);
      return axis < 0 ? 1 : tensor.shape()[axis];
    }

    /** The index of an element; {@code first} and {@code second} are the axes of those letters. */
    int at(char one, int first, char other, int second, int[] position) {
      int index = 0;
      for (int axis = 0; axis < letters.length(); axis++) {
        char letter = letters.charAt(axis);
        int spatial = letter == 'L' ? 2 : "DHW".indexOf(letter);
        int at = letter == one ? first : letter == other ? second : position[spatial];
        index = index * tensor.shape()[axis] + at;
      }
      return index;
    }
  }

  private void fill(Numbers y, @Nullable Tensor bias) {
    int[] p = new int[3];
    for (int n = 0; n < y.size('N'); n++) {
      for (int o = 0; o < y.size('C'); o++) {
        for (p[0] = 0; p[0] < data.windows[0]; p[0]++) {
          for (p[1] = 0; p[1] < data.windows[1]; p[1]++) {
            for (p[2] = 0; p[2] < data.windows[2]; p[2]++) {
              double value = element(n, o, p) + (bias == null ? 0 : bias.data()[o]);
              y.tensor.data()[y.at('N', n, 'C', o, p)] = value;
            }
          }
        }
      }
    }
  }

  private double element(int n, int o, int[] p) {
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int counted = 0;
    int[] k = new int[3];
    int[] from = new int[3];
    for (k[0] = 0; k[0] < data.kernel[0]; k[0]++) {
      for (k[1] = 0; k[1] < data.kernel[1]; k[1]++) {
        for (k[2] = 0; k[2] < data.kernel[2]; k[2]++) {
          boolean isElement = true;
          for (int axis = 0; axis < 3; axis++) {
            from[axis] = data.element(axis, p[axis], k[axis]);
            isElement &= from[axis] != JaxData.NONE;
          }
          if (!isElement) {
            continue;
          }
          if (weight != null) {
            sum += products(n, o, from, k, weight);
          } else {
            double value = x.tensor.data()[x.at('N', n, 'C', o, from)];
            largest = Math.max(largest, value);
            sum += value;
            counted++;
          }
        }
      }
    }
    if (spec.op() == JaxOp.AVG_POOL) {
      return sum / (spec.countIncludePad() ? ThreeAxes.volume(data.kernel) : counted);
    }
    return spec.op() == JaxOp.MAX_POOL ? largest : sum;
  }

  /** The sum over the input channels of the group of output channel {@code o}. */
  private double products(int n, int o, int[] from, int[] k, Numbers kernel) {
    int[] at = k.clone();
    if (spec.reading().reversal()) {
      for (int axis = 0; axis < 3; axis++) {
        at[axis] = data.kernel[axis] - 1 - k[axis];
      }
    }
    int perGroup = kernel.size('I');
    int group = o / (kernel.size('O') / (x.size('C') / perGroup));
    double sum = 0;
    for (int i = 0; i < perGroup; i++) {
      sum +=
          x.tensor.data()[x.at('N', n, 'C', group * perGroup + i, from)]
              * kernel.tensor.data()[kernel.at('O', o, 'I', i, at)];
    }
    return sum;
  }
}
