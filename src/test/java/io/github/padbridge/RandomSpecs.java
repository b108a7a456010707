package io.github.padbridge;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Small random layers that PyTorch accepts, from a seed: every op, mode, group kind and corner of
 * the geometry.
 */
public final class RandomSpecs {
  private final SplittableRandom random;

  public RandomSpecs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next valid layer of any op. */
  public ConvSpec next() {
    return next(ConvOp.values()[random.nextInt(ConvOp.values().length)]);
  }

  /** The next valid layer of one op. */
  public ConvSpec next(ConvOp op) {
    while (true) {
      try {
        return draw(op);
      } catch (Refusal refusal) {
        // PyTorch would not have this one; draw again.
      }
    }
  }

  /**
   * The next valid layer of one op with large numbers on one axis: strides beyond the input,
   * padding beyond the kernel, an output_padding beyond the stride.
   */
  public ConvSpec nextFar(ConvOp op) {
    while (true) {
      try {
        return drawFar(op);
      } catch (Refusal refusal) {
        // PyTorch would not have this one; draw again.
      }
    }
  }

  private ConvSpec drawFar(ConvOp op) {
    int rank = op.spatialRank();
    int far = random.nextInt(rank);
    IntFunction<Integer> upTo = most -> 1 + random.nextInt(most);
    List<Integer> stride = onAxis(far, rank, 1, upTo.apply(40));
    List<Integer> dilation = onAxis(far, rank, 1, upTo.apply(12));
    int reached = Math.max(stride.get(far), dilation.get(far));
    boolean transposed = op.isTransposed();
    PaddingMode mode =
        transposed || random.nextBoolean()
            ? PaddingMode.ZEROS
            : PaddingMode.values()[random.nextInt(4)];
    List<Integer> outputPadding = onAxis(far, rank, 0, transposed ? random.nextInt(reached) : 0);
    List<Integer> sizes = onAxis(far, rank, 2, upTo.apply(transposed ? 6 : 60));
    int[] shape = new int[rank + 2];
    shape[0] = 1;
    shape[1] = 2;
    for (int axis = 0; axis < rank; axis++) {
      shape[axis + 2] = sizes.get(axis);
    }
    List<Integer> kernelSize = onAxis(far, rank, 2, upTo.apply(12));
    List<Integer> padding = onAxis(far, rank, 1, random.nextInt(transposed ? 90 : 60));
    return new ConvSpec(
        op,
        Channels.of(2, 2, 1 + random.nextInt(2)),
        new Windows(kernelSize, stride, dilation),
        new Padding.Explicit(padding),
        outputPadding,
        random.nextBoolean(),
        mode,
        false,
        Shape.of(shape));
  }

  private static List<Integer> onAxis(int axis, int rank, int usual, int number) {
    return IntStream.range(0, rank).map(a -> a == axis ? number : usual).boxed().toList();
  }

  private ConvSpec draw(ConvOp op) {
    int rank = op.spatialRank();
    int groups = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    int in = groups * (1 + random.nextInt(2));
    int out = groups * (1 + random.nextInt(2));
    PaddingMode mode =
        op.isTransposed() || random.nextBoolean()
            ? PaddingMode.ZEROS
            : PaddingMode.values()[random.nextInt(4)];
    int longest = rank == 3 ? 4 : 9;
    int[] shape = new int[rank + (random.nextInt(5) == 0 ? 1 : 2)];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] =
          axis >= shape.length - rank ? 1 + random.nextInt(longest) : 1 + random.nextInt(2);
    }
    shape[shape.length - rank - 1] = in;
    List<Integer> kernelSize = list(rank, () -> 1 + random.nextInt(rank == 3 ? 3 : 5));
    List<Integer> stride = list(rank, () -> 1 + random.nextInt(4));
    // One layer in three, by numbers that are drawn already.
    boolean flipKernel = (sum(kernelSize) + sum(stride)) % 3 == 0;
    Padding padding = padding(op, mode);
    List<Integer> outputPadding = list(rank, () -> op.isTransposed() ? random.nextInt(5) : 0);
    List<Integer> dilation = list(rank, () -> 1 + random.nextInt(3));
    return new ConvSpec(
        op,
        Channels.of(in, out, groups),
        new Windows(kernelSize, stride, dilation),
        padding,
        outputPadding,
        random.nextBoolean(),
        mode,
        flipKernel,
        Shape.of(shape));
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  private Padding padding(ConvOp op, PaddingMode mode) {
    int kind = random.nextInt(6);
    if (!op.isTransposed() && kind == 0) {
      return new Padding.Valid();
    }
    if (!op.isTransposed() && kind < 3) {
      return new Padding.Same();
    }
    int least = mode == PaddingMode.ZEROS ? 0 : -1;
    return new Padding.Explicit(list(op.spatialRank(), () -> least + random.nextInt(7)));
  }

  private static List<Integer> list(int size, IntSupplier numbers) {
    return IntStream.range(0, size).map(i -> numbers.getAsInt()).boxed().toList();
  }
}
