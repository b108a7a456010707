package io.github.padbridge.chain;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which channels each element of a weight connects, and at which place of the kernel.
 *
 * @param axes the layout of the weight: I and O for the channels, M for the outputs of one channel
 * @param shape the sizes of the axes
 * @param in the input channels of the layer
 * @param out its output channels
 */
record WeightElements(String axes, int[] shape, int in, int out) {
  /** The elements of the weight of a layer; empty if it has none, or its shape is open. */
  static Optional<WeightElements> of(Layer layer) {
    Layout layout = layer.weightLayout();
    Shape shape = layer.weightShape();
    Size in = layer.inputShape().size(layer.channelAxis());
    Size out = layer.outputShape().size(layer.channelAxis());
    if (layout == null || shape == null || !in.isKnown() || !out.isKnown()) {
      return Optional.empty();
    }
    return WeightTrace.sizes(shape)
        .map(
            sizes ->
                new WeightElements(
                    layout.axes(),
                    sizes,
                    Math.toIntExact(in.value()),
                    Math.toIntExact(out.value())))
        .filter(WeightElements::isWhole);
  }

  /** Whether the axes of the channels are those of a dense, grouped or depthwise layer. */
  private boolean isWhole() {
    int i = sizeOf('I');
    int o = sizeOf('O');
    int m = sizeOf('M');
    return m > 0 ? i == in && i * m == out : isGroupedIn() || (i == in && o > 0 && out % o == 0);
  }

  /** Whether the axis I counts the input channels of one group. */
  private boolean isGroupedIn() {
    int i = sizeOf('I');
    return sizeOf('O') == out && i > 0 && in % i == 0;
  }

  private int sizeOf(char letter) {
    int axis = axes.indexOf(letter);
    return axis < 0 ? 0 : shape[axis];
  }

  long size() {
    return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
  }

  List<Integer> kernelAxes() {
    return IntStream.range(0, shape.length)
        .filter(axis -> "IOM".indexOf(axes.charAt(axis)) < 0)
        .boxed()
        .toList();
  }

  /** Whether both have the same channels and the same kernel. */
  boolean hasKernelOf(WeightElements other) {
    return in == other.in && out == other.out && kernel().equals(other.kernel());
  }

  private List<Integer> kernel() {
    return kernelAxes().stream().map(axis -> shape[axis]).toList();
  }

  /** What all elements connect, in their order; with a flip, at the opposite places. */
  long[] keys(boolean flipped) {
    return LongStream.range(0, size()).map(i -> key(i, flipped)).toArray();
  }

  long key(int element) {
    return key(element, false);
  }

  private long key(long element, boolean flipped) {
    long rest = element;
    long place = 0;
    long scale = 1;
    long i = 0;
    long o = 0;
    long m = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      long index = rest % shape[axis];
      rest /= shape[axis];
      switch (axes.charAt(axis)) {
        case 'I' -> i = index;
        case 'O' -> o = index;
        case 'M' -> m = index;
        default -> {
          place += scale * (flipped ? shape[axis] - 1 - index : index);
          scale *= shape[axis];
        }
      }
    }
    return (input(i, o) * out + output(i, o, m)) * scale + place;
  }

  private long input(long i, long o) {
    if (axes.indexOf('M') >= 0 || !isGroupedIn()) {
      return i;
    }
    int perGroup = sizeOf('I');
    int groups = in / perGroup;
    return o / (out / groups) * perGroup + i;
  }

  private long output(long i, long o, long m) {
    if (axes.indexOf('M') >= 0) {
      return i * sizeOf('M') + m;
    }
    if (isGroupedIn()) {
      return o;
    }
    int perGroup = sizeOf('O');
    int groups = out / perGroup;
    return i / (in / groups) * perGroup + o;
  }
}
