package io.github.padbridge.proof;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Layout;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** Converts a weight between the layouts of two layers, element by element. */
final class CarriedWeight {
  private final Layout layout;
  private final int[] shape;
  private final boolean transposed;
  private final int out;
  private final int groups;

  private CarriedWeight(Layer layer) {
    this.layout = Objects.requireNonNull(layer.weightLayout());
    this.shape = Objects.requireNonNull(layer.weightShape()).toIntArray();
    Convolution convolution = (Convolution) LayerComputation.of(layer);
    Channels channels = convolution.channels();
    this.transposed = convolution.transposed();
    this.out = channels.out().intValue();
    this.groups = channels.groups().intValue();
  }

  /** The sizes of a weight: input channels per group, output channels, kernel elements. */
  private int[] extent() {
    int in = shape[layout.indexOf('I')];
    int kernel = 1;
    for (int i = 0; i < shape.length; i++) {
      kernel *= "LDHW".indexOf(layout.axes().charAt(i)) < 0 ? 1 : shape[i];
    }
    boolean perGroup = !transposed && layout.axes().indexOf('M') < 0;
    return new int[] {perGroup ? in : in / groups, out, kernel};
  }

  /**
   * The weight of one layer in the layout of another.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static Tensor carried(Tensor weight, Layer from, Layer to) {
    CarriedWeight source = new CarriedWeight(from);
    CarriedWeight target = new CarriedWeight(to);
    int[] extent = source.extent();
    if (!Arrays.equals(extent, target.extent())) {
      throw new IllegalArgumentException("the weight does not fit " + to.opName());
    }
    double[] data = new double[weight.data().length];
    int[] kernel = source.kernelPlaces(extent[2]);
    int[] targetKernel = target.kernelPlaces(extent[2]);
    for (int o = 0; o < extent[1]; o++) {
      for (int i = 0; i < extent[0]; i++) {
        int first = source.place(o, i, 0);
        int targetFirst = target.place(o, i, 0);
        for (int k = 0; k < extent[2]; k++) {
          data[targetFirst + targetKernel[k]] = weight.data()[first + kernel[k]];
        }
      }
    }
    return new Tensor(target.shape, data);
  }

  /** The distances of the elements of the kernel from its first, in the data. */
  private int[] kernelPlaces(int elements) {
    int first = place(0, 0, 0);
    return IntStream.range(0, elements).map(k -> place(0, 0, k) - first).toArray();
  }

  /**
   * The index of an element in the data.
   *
   * @param o the output channel
   * @param i the input channel within its group
   * @param k the element of the kernel, row-major
   */
  private int place(int o, int i, int k) {
    int group = o / (out / groups);
    int inPerGroup = extent()[0];
    int flat = 0;
    int rest = k;
    int[] index = new int[shape.length];
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      switch (layout.axes().charAt(axis)) {
        case 'O' -> index[axis] = transposed ? o % (out / groups) : o;
        case 'I' -> index[axis] = transposed || isDepthwise() ? group * inPerGroup + i : i;
        case 'M' -> index[axis] = o % shape[axis];
        default -> {
          index[axis] = rest % shape[axis];
          rest /= shape[axis];
        }
      }
    }
    for (int axis = 0; axis < shape.length; axis++) {
      flat = flat * shape[axis] + index[axis];
    }
    return flat;
  }

  private boolean isDepthwise() {
    return layout.axes().indexOf('M') >= 0;
  }
}
