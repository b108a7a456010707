package io.github.padbridge.frameworks;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnose.Kind;
import io.github.padbridge.frameworks.TorchLayer.ConvArguments;
import io.github.padbridge.frameworks.TorchLayer.PoolArguments;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A port of a PyTorch layer with mistakes, as libtorch or TensorFlow run it in float32. The choices
 * of a mistake follow from {@code seed} alone, so a port with one mistake less makes the same ones.
 */
final class PortInFrameworks {
  private final Layer layer;
  private final CaseTensors on;
  private final long seed;
  private final int rank;
  private final List<UnaryOperator<Tensor>> after = new ArrayList<>();
  private Tensor x;
  private @Nullable Tensor weight;
  private @Nullable Tensor bias;
  private @Nullable ConvArguments conv;
  private @Nullable PoolArguments pool;
  private @Nullable String tensorFlowPadding;

  /** What is added to the input, as F.pad has it. */
  private long @Nullable [] before;

  private PortInFrameworks(Layer layer, CaseTensors on, long seed) {
    this.layer = layer;
    this.on = on;
    this.seed = seed;
    this.rank = layer.spatialRank();
    this.x = on.x();
    this.weight = on.weight();
    this.bias = on.bias();
    if (layer instanceof ConvSpec spec) {
      conv = ConvArguments.of(spec);
    } else {
      pool = PoolArguments.of((PoolSpec) layer);
    }
  }

  /** The output of the port. */
  static Tensor output(Layer layer, CaseTensors on, Set<Kind> mistakes, long seed) {
    PortInFrameworks port = new PortInFrameworks(layer, on, seed);
    mistakes.stream().sorted().forEach(port::mistake);
    return port.run();
  }

  private void mistake(Kind kind) {
    Random random = new Random(seed + kind.ordinal());
    switch (kind) {
      case SAME -> {}
      case PADDING -> padding(random);
      case CROP -> crop(random);
      case OUTPUT_PADDING -> conv = with(zeros());
      case KERNEL_FLIPPED -> weight = flipped(weight());
      case KERNEL_AXES -> {
        long[] exchanged = IntStream.range(0, rank + 2).asLongStream().toArray();
        int one = 2 + random.nextInt(rank - 1);
        exchanged[one] = one + 1L;
        exchanged[one + 1] = one;
        weight = permuted(weight(), exchanged);
      }
      case CHANNELS_EXCHANGED -> weight = channelsExchanged(weight(), conv().groups());
      case GROUPS_ORDER -> {
        int groups = conv().groups();
        boolean ofWeight = !conv().op().isTransposed() && random.nextBoolean();
        if (ofWeight) {
          weight = shuffled(weight(), 0, groups);
        } else {
          after.add(y -> shuffled(y, 1, groups));
        }
      }
      case BIAS_MISSING -> bias = null;
      case BIAS_TWICE -> {
        Tensor again = Objects.requireNonNull(bias);
        after.add(0, y -> plus(y, again));
      }
      case BIAS_EARLY -> {
        List<Integer> extra = conv().outputPadding();
        conv = with(zeros());
        after.add(0, y -> extended(y, extra));
      }
      case LAYOUT_RESHAPED -> {
        if (conv != null && conv.groups() == 1 && random.nextBoolean()) {
          // (k..., I, O) read as it stands.
          weight = reshaped(weight(), channelsLast(1, 0));
        } else {
          x = reshaped(x, channelsLast(0, 1));
        }
      }
      case OUTPUT_LAYOUT ->
          after.add(
              random.nextBoolean()
                  ? y -> permuted(y, last())
                  : y -> read(of(permuted(y, last())).reshape(longs(y.shape()))));
      case DILATION -> conv = dilated(conv());
      case STRIDE -> stride();
      case PADDING_MODE -> {
        PaddingMode[] modes = {PaddingMode.REFLECT, PaddingMode.REPLICATE, PaddingMode.CIRCULAR};
        ConvArguments own = conv();
        conv =
            new ConvArguments(
                own.op(),
                own.stride(),
                own.padding(),
                own.outputPadding(),
                own.dilation(),
                own.groups(),
                modes[random.nextInt(3)],
                false);
      }
      case DIVISOR -> pool = with(pool().ceilMode(), !pool().countIncludePad());
      case CEIL_MODE -> pool = with(!pool().ceilMode(), pool().countIncludePad());
    }
  }

  /** SAME or VALID in TensorFlow, or all windows one element early. */
  private void padding(Random random) {
    int choice = random.nextInt(3);
    if (choice < 2 && runsInTensorFlow()) {
      tensorFlowPadding = choice == 0 ? "SAME" : "VALID";
      return;
    }
    if (pool != null) {
      PoolArguments own = pool;
      List<Integer> less = own.padding().stream().map(p -> p > 0 ? p - 1 : p + 1).toList();
      pool =
          new PoolArguments(
              own.op(),
              own.kernelSize(),
              own.stride(),
              less,
              own.dilation(),
              own.ceilMode(),
              own.countIncludePad(),
              own.divisorOverride());
      return;
    }
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      long own = ((Padding.Explicit) conv().padding()).amounts().get(axis);
      amounts[2 * (rank - 1 - axis)] = own + 1;
      amounts[2 * (rank - 1 - axis) + 1] = Math.max(0, own - 1);
    }
    before = amounts;
    conv = padded(conv(), zeros());
  }

  /** SAME in TensorFlow, the crop at the end, or no crop. */
  private void crop(Random random) {
    int choice = random.nextInt(3);
    if (choice == 0 && runsInTensorFlow()) {
      tensorFlowPadding = "SAME";
      return;
    }
    int[] own = run(layer, on).shape();
    conv = padded(with(zeros()), zeros());
    if (choice == 1) {
      after.add(0, y -> start(y, own));
    }
  }

  private void stride() {
    List<Integer> ones = Collections.nCopies(rank, 1);
    if (conv != null) {
      conv =
          new ConvArguments(
              conv.op(),
              ones,
              conv.padding(),
              zeros(),
              conv.dilation(),
              conv.groups(),
              conv.paddingMode(),
              false);
    } else {
      PoolArguments own = pool();
      pool =
          new PoolArguments(
              own.op(),
              own.kernelSize(),
              ones,
              own.padding(),
              own.dilation(),
              own.ceilMode(),
              own.countIncludePad(),
              own.divisorOverride());
    }
  }

  /** What the CPU build of TensorFlow has: no groups, and either strides or dilations. */
  private boolean runsInTensorFlow() {
    if (conv == null) {
      // Averages in TensorFlow never count the padding.
      return !pool().countIncludePad() || pool().op().isMax();
    }
    boolean isDilated = conv.dilation().stream().anyMatch(d -> d > 1);
    boolean isStrided = conv.stride().stream().anyMatch(s -> s > 1);
    return conv.groups() == 1 && !(isDilated && (isStrided || conv.op().isTransposed()));
  }

  private Tensor run() {
    Tensor y = tensorFlowPadding == null ? inLibtorch() : inTensorFlow(tensorFlowPadding);
    for (UnaryOperator<Tensor> step : after) {
      y = step.apply(y);
    }
    return y;
  }

  private Tensor inLibtorch() {
    Tensor padded = before == null ? x : read(torch.constant_pad_nd(of(x), before));
    return conv != null
        ? TorchLayer.run(conv, new CaseTensors(padded, weight, bias, null), Precision.FLOAT32)
        : TorchLayer.run(pool(), padded, Precision.FLOAT32);
  }

  private Tensor inTensorFlow(String padding) {
    Tensor data = permuted(x, last());
    String name = layer.opName();
    List<Integer> strides = conv != null ? conv.stride() : pool().stride();
    StringBuilder spec = new StringBuilder("{'framework': 'tensorflow', 'padding': '" + padding);
    spec.append("', 'strides': " + strides + ", 'input_shape': " + Arrays.toString(data.shape()));
    if (conv == null) {
      spec.append(", 'op': '" + name + "', 'kernel_size': " + pool().kernelSize() + "}");
      return permuted(run(tensorFlow(spec), new CaseTensors(data, null, null, null)), first());
    }
    Tensor kernel = permuted(weight(), channelsLast(1, 0));
    boolean isTransposed = conv.op().isTransposed();
    int out = weight().shape()[isTransposed ? 1 : 0];
    int[] size = Arrays.copyOfRange(kernel.shape(), 0, rank);
    spec.append(", 'op': 'conv" + rank + "d" + (isTransposed ? "_transpose'" : "'"));
    spec.append(", 'in_channels': " + data.shape()[rank + 1] + ", 'filters': " + out);
    spec.append(", 'kernel_size': " + Arrays.toString(size) + ", 'dilations': " + conv.dilation());
    if (isTransposed) {
      int[] shape = data.shape().clone();
      for (int axis = 0; axis < rank; axis++) {
        shape[axis + 1] *= strides.get(axis);
      }
      shape[rank + 1] = out;
      spec.append(", 'output_shape': " + Arrays.toString(shape));
    }
    spec.append(", 'bias': " + (bias != null) + "}");
    return permuted(run(tensorFlow(spec), new CaseTensors(data, kernel, bias, null)), first());
  }

  private static Layer tensorFlow(StringBuilder spec) {
    return TestData.layer(spec.toString()).spec();
  }

  /** The output of a layer itself. */
  static Tensor run(Layer layer, CaseTensors on) {
    return new FrameworksEngine().define(layer, on, Precision.FLOAT32);
  }

  private ConvArguments with(List<Integer> outputPadding) {
    ConvArguments own = conv();
    return new ConvArguments(
        own.op(),
        own.stride(),
        own.padding(),
        outputPadding,
        own.dilation(),
        own.groups(),
        own.paddingMode(),
        false);
  }

  private static ConvArguments padded(ConvArguments own, List<Integer> padding) {
    return new ConvArguments(
        own.op(),
        own.stride(),
        new Padding.Explicit(padding),
        own.outputPadding(),
        own.dilation(),
        own.groups(),
        own.paddingMode(),
        false);
  }

  private static ConvArguments dilated(ConvArguments own) {
    return new ConvArguments(
        own.op(),
        own.stride(),
        own.padding(),
        own.outputPadding(),
        Collections.nCopies(own.spatialRank(), 1),
        own.groups(),
        own.paddingMode(),
        false);
  }

  private PoolArguments with(boolean ceilMode, boolean countIncludePad) {
    PoolArguments own = pool();
    return new PoolArguments(
        own.op(),
        own.kernelSize(),
        own.stride(),
        own.padding(),
        own.dilation(),
        ceilMode,
        countIncludePad,
        own.divisorOverride());
  }

  private ConvArguments conv() {
    return Objects.requireNonNull(conv);
  }

  private PoolArguments pool() {
    return Objects.requireNonNull(pool);
  }

  private Tensor weight() {
    return Objects.requireNonNull(weight);
  }

  private List<Integer> zeros() {
    return Collections.nCopies(rank, 0);
  }

  /** The spatial axes with {@code second} and {@code last} behind them, or 0 in front. */
  private long[] channelsLast(long front, long back) {
    List<Long> order = new ArrayList<>();
    IntStream.range(2, rank + 2).forEach(axis -> order.add((long) axis));
    if (front == 0) {
      order.add(0, front);
    } else {
      order.add(front);
    }
    order.add(back);
    return order.stream().mapToLong(Long::longValue).toArray();
  }

  private long[] last() {
    return channelsLast(0, 1);
  }

  private long[] first() {
    return inverse(last());
  }

  private static long[] inverse(long[] order) {
    long[] inverse = new long[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      inverse[(int) order[axis]] = axis;
    }
    return inverse;
  }

  private static org.bytedeco.pytorch.Tensor of(Tensor tensor) {
    return TorchTensors.of(tensor, Precision.FLOAT32);
  }

  @SuppressWarnings("try") // The scope frees what is made within it.
  private static Tensor read(org.bytedeco.pytorch.Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      return TorchTensors.read(tensor);
    }
  }

  private static long[] longs(int[] shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  private static Tensor permuted(Tensor tensor, long[] order) {
    return read(of(tensor).permute(order));
  }

  /** Within each group. */
  private static Tensor channelsExchanged(Tensor kernel, int groups) {
    long[] shape = longs(kernel.shape());
    long[] split = new long[shape.length + 1];
    System.arraycopy(shape, 1, split, 2, shape.length - 1);
    split[0] = groups;
    split[1] = shape[0] / groups;
    return read(of(kernel).reshape(split).transpose(1, 2).reshape(shape));
  }

  private Tensor flipped(Tensor kernel) {
    return read(of(kernel).flip(IntStream.range(2, rank + 2).asLongStream().toArray()));
  }

  /** The numbers as they stand, in the shape that the order has, and back by a transpose. */
  private static Tensor reshaped(Tensor tensor, long[] order) {
    long[] shape = Arrays.stream(order).map(axis -> tensor.shape()[(int) axis]).toArray();
    return read(of(tensor).reshape(shape).permute(inverse(order)));
  }

  /** The channels interleaved by group. */
  private static Tensor shuffled(Tensor tensor, int axis, int groups) {
    long[] shape = longs(tensor.shape());
    long[] split = new long[shape.length + 1];
    System.arraycopy(shape, 0, split, 0, axis);
    split[axis] = groups;
    split[axis + 1] = shape[axis] / groups;
    System.arraycopy(shape, axis + 1, split, axis + 2, shape.length - axis - 1);
    return read(of(tensor).reshape(split).transpose(axis, axis + 1).reshape(shape));
  }

  private Tensor plus(Tensor y, Tensor added) {
    long[] shape = new long[rank + 1];
    Arrays.fill(shape, 1);
    shape[0] = added.shape()[0];
    return read(torch.add(of(y), of(added).reshape(shape)));
  }

  /** Zeros behind the data. */
  private Tensor extended(Tensor y, List<Integer> by) {
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      amounts[2 * (rank - 1 - axis) + 1] = by.get(axis);
    }
    return read(torch.constant_pad_nd(of(y), amounts));
  }

  /** The start of each spatial axis. */
  private Tensor start(Tensor y, int[] shape) {
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      amounts[2 * (rank - 1 - axis) + 1] = Math.min(0, shape[axis + 2] - y.shape()[axis + 2]);
    }
    return read(torch.constant_pad_nd(of(y), amounts));
  }
}
