package io.github.padbridge.diagnose;

import io.github.padbridge.Permuted;
import io.github.padbridge.TestData;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A random 2-D layer of PyTorch, and what a port with mistakes gives for it: the definition of
 * another layer, in plain loops, on tensors in another order.
 */
record FaultyPort(Layer layer, CaseTensors numbers) {
  private static final int[] HW_EXCHANGED = {0, 1, 3, 2};
  private static final int[] NHWC = {0, 2, 3, 1};

  /**
   * Makes a port.
   *
   * @param op {@code conv2d}, {@code conv_transpose2d}, {@code max_pool2d} or {@code avg_pool2d}
   */
  static FaultyPort of(String op, Set<Kind> mistakes, SplittableRandom random) {
    int groups = mistakes.contains(Kind.GROUPS_ORDER) ? 2 : 1;
    int channels = 4;
    int kernel = 3 + random.nextInt(2);
    int stride = 2 + random.nextInt(2);
    boolean isConv = op.startsWith("conv");
    boolean isTransposed = op.equals("conv_transpose2d");
    Map<String, Object> spec = new TreeMap<>();
    spec.put("op", "'" + op + "'");
    spec.put("kernel_size", kernel);
    spec.put("stride", stride);
    spec.put("padding", mistakes.contains(Kind.BIAS_EARLY) ? 0 : 1);
    int[] shape = {1 + random.nextInt(2), channels, 7 + random.nextInt(4), 7 + random.nextInt(4)};
    spec.put("input_shape", Arrays.toString(shape));
    if (isConv) {
      spec.put("in_channels", channels);
      spec.put("out_channels", channels);
      spec.put("groups", groups);
      spec.put("dilation", mistakes.contains(Kind.DILATION) ? 2 : 1);
      spec.put("bias", true);
    } else {
      spec.put("ceil_mode", random.nextBoolean());
    }
    if (isTransposed) {
      spec.put("output_padding", stride - 1);
    }
    if (op.equals("avg_pool2d")) {
      spec.put("count_include_pad", random.nextBoolean());
    }
    Tensor x = random(random, shape);
    Tensor weight = isConv ? random(random, channels, channels / groups, kernel, kernel) : null;
    Tensor bias = isConv ? random(random, channels) : null;
    Tensor y = port(spec, x, weight, bias, mistakes, stride);
    return new FaultyPort(layer(spec), new CaseTensors(x, weight, bias, y));
  }

  /** What the layer itself gives. */
  Tensor right() {
    return Definition.inLoops(layer, numbers);
  }

  private static Layer layer(Map<String, Object> spec) {
    return TestData.layer(
            spec.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}")))
        .spec();
  }

  private static Tensor random(SplittableRandom random, int... shape) {
    int count = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    return new Tensor(
        shape, random.doubles(count, -2, 2).map(number -> (double) (float) number).toArray());
  }

  private static Tensor port(
      Map<String, Object> right,
      Tensor x,
      @Nullable Tensor weight,
      @Nullable Tensor bias,
      Set<Kind> mistakes,
      int stride) {
    Map<String, Object> spec = new TreeMap<>(right);
    int extended = 0;
    Tensor data = x;
    Tensor kernel = weight;
    Tensor added = bias;
    boolean isRegrouped = false;
    boolean isNhwc = false;
    for (Kind mistake : mistakes) {
      switch (mistake) {
        case SAME -> {}
        case PADDING -> spec.put("padding", 0);
        case CROP -> {
          spec.put("padding", 0);
          spec.put("output_padding", 0);
        }
        case OUTPUT_PADDING -> spec.put("output_padding", 0);
        case KERNEL_FLIPPED -> kernel = reversed(Objects.requireNonNull(kernel));
        case KERNEL_AXES -> kernel = Permuted.of(Objects.requireNonNull(kernel), HW_EXCHANGED);
        case CHANNELS_EXCHANGED ->
            kernel = Permuted.of(Objects.requireNonNull(kernel), new int[] {1, 0, 2, 3});
        case GROUPS_ORDER -> isRegrouped = true;
        case BIAS_MISSING -> added = times(Objects.requireNonNull(added), 0);
        case BIAS_TWICE -> added = times(Objects.requireNonNull(added), 2);
        case BIAS_EARLY -> {
          spec.put("output_padding", 0);
          extended = stride - 1;
        }
        case LAYOUT_RESHAPED -> data = reshaped(x);
        case OUTPUT_LAYOUT -> isNhwc = true;
        case DILATION -> spec.put("dilation", 1);
        case STRIDE -> {
          spec.put("stride", 1);
          spec.computeIfPresent("output_padding", (key, value) -> 0);
        }
        case PADDING_MODE -> spec.put("padding_mode", "'circular'");
        case DIVISOR ->
            spec.compute("count_include_pad", (key, value) -> !Boolean.TRUE.equals(value));
        case CEIL_MODE -> spec.compute("ceil_mode", (key, value) -> !Boolean.TRUE.equals(value));
      }
    }
    Tensor y = Definition.inLoops(layer(spec), new CaseTensors(data, kernel, added, null));
    y = extended > 0 ? extended(y, extended) : y;
    y = isRegrouped ? regrouped(y) : y;
    return isNhwc ? Permuted.of(y, NHWC) : y;
  }

  /** The kernel from its end to its start. */
  private static Tensor reversed(Tensor kernel) {
    int taps = kernel.shape()[2] * kernel.shape()[3];
    double[] numbers =
        IntStream.range(0, kernel.data().length)
            .mapToDouble(i -> kernel.data()[i / taps * taps + taps - 1 - i % taps])
            .toArray();
    return new Tensor(kernel.shape(), numbers);
  }

  private static Tensor times(Tensor tensor, double factor) {
    return new Tensor(
        tensor.shape(), Arrays.stream(tensor.data()).map(number -> factor * number).toArray());
  }

  /** The numbers of NCHW data read as NHWC. */
  private static Tensor reshaped(Tensor x) {
    int[] shape = x.shape();
    Tensor last = new Tensor(new int[] {shape[0], shape[2], shape[3], shape[1]}, x.data());
    return Permuted.of(last, new int[] {0, 3, 1, 2});
  }

  /** Zeros behind the last rows and columns. */
  private static Tensor extended(Tensor y, int by) {
    int rows = y.shape()[2];
    int columns = y.shape()[3];
    int[] shape = {y.shape()[0], y.shape()[1], rows + by, columns + by};
    double[] numbers = new double[shape[0] * shape[1] * shape[2] * shape[3]];
    for (int line = 0; line < shape[0] * shape[1] * rows; line++) {
      int to = (line / rows * shape[2] + line % rows) * shape[3];
      System.arraycopy(y.data(), line * columns, numbers, to, columns);
    }
    return new Tensor(shape, numbers);
  }

  /** The channels of both groups one after the other: 0, 2, 1, 3. */
  private static Tensor regrouped(Tensor y) {
    int each = y.shape()[2] * y.shape()[3];
    double[] numbers = y.data().clone();
    for (int sample = 0; sample < y.shape()[0]; sample++) {
      int first = sample * 4 * each;
      System.arraycopy(y.data(), first + 2 * each, numbers, first + each, each);
      System.arraycopy(y.data(), first + each, numbers, first + 2 * each, each);
    }
    return new Tensor(y.shape(), numbers);
  }
}
