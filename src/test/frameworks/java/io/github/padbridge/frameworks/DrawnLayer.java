package io.github.padbridge.frameworks;

import io.github.padbridge.diagnose.Kind;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A random PyTorch layer in which given mistakes are possible, with tensors of float32. */
record DrawnLayer(Layer layer, CaseTensors on) {
  /** What a layer is, for the mistakes that are possible in it. */
  enum Family {
    CONVOLUTION,
    TRANSPOSED_CONVOLUTION,
    MAX_POOLING,
    AVERAGE_POOLING;

    boolean isPooling() {
      return this == MAX_POOLING || this == AVERAGE_POOLING;
    }

    boolean allows(Kind mistake) {
      return switch (mistake) {
        case SAME, LAYOUT_RESHAPED, OUTPUT_LAYOUT -> true;
        case PADDING, STRIDE -> this != TRANSPOSED_CONVOLUTION;
        case PADDING_MODE -> this == CONVOLUTION;
        case CROP, OUTPUT_PADDING, BIAS_EARLY -> this == TRANSPOSED_CONVOLUTION;
        case DIVISOR -> this == AVERAGE_POOLING;
        case CEIL_MODE -> isPooling();
        case KERNEL_FLIPPED,
            KERNEL_AXES,
            CHANNELS_EXCHANGED,
            GROUPS_ORDER,
            BIAS_MISSING,
            BIAS_TWICE,
            DILATION ->
            !isPooling();
      };
    }
  }

  /** A valid layer. */
  static DrawnLayer of(Family family, Set<Kind> mistakes, Random random) {
    while (true) {
      try {
        return tried(family, mistakes, random);
      } catch (Refusal refusal) {
        // PyTorch has no such layer.
      }
    }
  }

  private static DrawnLayer tried(Family family, Set<Kind> mistakes, Random random) {
    int rank = mistakes.contains(Kind.KERNEL_AXES) ? 2 : 1 + random.nextInt(2);
    rank += random.nextInt(6) == 0 ? 1 : 0;
    boolean isGrouped = mistakes.contains(Kind.GROUPS_ORDER);
    int groups = isGrouped ? 2 : 1;
    int in = isGrouped ? 4 : 2 + random.nextInt(3);
    int out = isGrouped || mistakes.contains(Kind.CHANNELS_EXCHANGED) ? in : 2 + random.nextInt(3);
    int least = mistakes.contains(Kind.STRIDE) || family == Family.TRANSPOSED_CONVOLUTION ? 2 : 1;
    List<Integer> stride = list(rank, random, least, 3);
    List<Integer> kernel = list(rank, random, 2, 4);
    List<Integer> dilation =
        mistakes.contains(Kind.DILATION)
            ? Collections.nCopies(rank, 2)
            : Collections.nCopies(rank, random.nextInt(5) == 0 && !family.isPooling() ? 2 : 1);
    boolean needsPadding =
        mistakes.contains(Kind.PADDING_MODE)
            || mistakes.contains(Kind.DIVISOR)
            || mistakes.contains(Kind.CROP);
    List<Integer> padding =
        mistakes.contains(Kind.BIAS_EARLY)
            ? Collections.nCopies(rank, 0)
            : list(rank, random, needsPadding ? 1 : 0, family.isPooling() ? 1 : 2);
    int[] shape = new int[rank + 2];
    shape[0] = 1 + random.nextInt(2);
    shape[1] = in;
    for (int axis = 0; axis < rank; axis++) {
      shape[axis + 2] = 7 + random.nextInt(3);
    }
    Windows windows = new Windows(kernel, stride, dilation);
    Tensor x = random(random, shape);
    if (family.isPooling()) {
      PoolOp op =
          PoolOp.valueOf((family == Family.MAX_POOLING ? "MAX" : "AVG") + "_POOL" + rank + "D");
      boolean include = family == Family.MAX_POOLING || random.nextBoolean();
      return new DrawnLayer(
          new PoolSpec(
              op, windows, padding, random.nextBoolean(), include, null, false, Shape.of(shape)),
          new CaseTensors(x, null, null, null));
    }
    boolean isTransposed = family == Family.TRANSPOSED_CONVOLUTION;
    boolean isLonger = mistakes.contains(Kind.OUTPUT_PADDING) || mistakes.contains(Kind.BIAS_EARLY);
    List<Integer> outputPadding =
        isTransposed && isLonger
            ? stride.stream().map(s -> s - 1).toList()
            : Collections.nCopies(rank, 0);
    int[] weight = new int[rank + 2];
    weight[0] = isTransposed ? in : out;
    weight[1] = (isTransposed ? out : in) / groups;
    IntStream.range(0, rank).forEach(axis -> weight[axis + 2] = kernel.get(axis));
    ConvSpec spec =
        new ConvSpec(
            ConvOp.valueOf((isTransposed ? "CONV_TRANSPOSE" : "CONV") + rank + "D"),
            Channels.of(in, out, groups),
            windows,
            new Padding.Explicit(padding),
            outputPadding,
            true,
            PaddingMode.ZEROS,
            false,
            Shape.of(shape));
    return new DrawnLayer(
        spec, new CaseTensors(x, random(random, weight), random(random, out), null));
  }

  private static List<Integer> list(int rank, Random random, int least, int most) {
    List<Integer> numbers = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      numbers.add(least + random.nextInt(most - least + 1));
    }
    return numbers;
  }

  private static Tensor random(Random random, int... shape) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    return new Tensor(
        shape, IntStream.range(0, count).mapToDouble(i -> (float) random.nextGaussian()).toArray());
  }
}
