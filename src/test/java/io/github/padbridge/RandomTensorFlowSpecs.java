package io.github.padbridge;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Small random layers that TensorFlow accepts, from a seed. */
public final class RandomTensorFlowSpecs {
  private final SplittableRandom random;

  public RandomTensorFlowSpecs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next valid layer of one op. */
  public TensorFlowSpec next(TensorFlowOp op) {
    while (true) {
      try {
        return draw(op);
      } catch (Refusal refusal) {
        // TensorFlow would not have this one; draw again.
      }
    }
  }

  private TensorFlowSpec draw(TensorFlowOp op) {
    int rank = op.spatialRank();
    int groups = op.kind() == TensorFlowOp.Kind.CONV && random.nextInt(3) == 0 ? 2 : 1;
    int in = groups * (1 + random.nextInt(2));
    boolean filters = op.kind() == TensorFlowOp.Kind.CONV || op.isTransposed();
    boolean channelsFirst = random.nextInt(3) == 0;
    int[] spatial =
        IntStream.range(0, rank).map(a -> 1 + random.nextInt(rank == 3 ? 5 : 10)).toArray();
    Shape shape =
        channelsFirst
            ? shape(List.of(1 + random.nextInt(2), in), spatial, List.of())
            : shape(List.of(1 + random.nextInt(2)), spatial, List.of(in));
    List<Integer> kernelSize = list(rank, () -> 1 + random.nextInt(rank == 3 ? 3 : 5));
    List<Integer> strides = list(rank, () -> 1 + random.nextInt(5));
    boolean dilates = !op.isPooling() && random.nextBoolean();
    Size out = filters ? Size.of(1 + random.nextInt(2)).times(groups) : null;
    int multiplier = op.kind() == TensorFlowOp.Kind.DEPTHWISE_CONV ? 1 + random.nextInt(3) : 1;
    TensorFlowPadding padding = padding(op);
    List<Integer> dilations =
        dilates ? list(rank, () -> 1 + random.nextInt(3)) : Collections.nCopies(rank, 1);
    return new TensorFlowSpec(
        op,
        new TensorFlowChannels(Size.of(in), out, multiplier, groups),
        new Windows(kernelSize, strides, dilations),
        padding,
        !op.isPooling() && random.nextBoolean(),
        !op.isPooling() && random.nextInt(3) == 0,
        channelsFirst,
        shape,
        op.isTransposed()
            ? IntStream.range(0, rank)
                .mapToObj(a -> Size.of(1 + random.nextInt(spatial[a] * strides.get(a) + 12)))
                .toList()
            : List.of());
  }

  private TensorFlowPadding padding(TensorFlowOp op) {
    if (op.takesExplicitPadding() && random.nextInt(3) == 0) {
      List<PadAmount> amounts = new ArrayList<>();
      for (int axis = 0; axis < op.spatialRank(); axis++) {
        amounts.add(new PadAmount(random.nextInt(6), random.nextInt(6)));
      }
      return new TensorFlowPadding.Explicit(amounts);
    }
    return random.nextInt(3) == 0 ? TensorFlowPadding.VALID : TensorFlowPadding.SAME;
  }

  private static Shape shape(List<Integer> before, int[] spatial, List<Integer> after) {
    List<Integer> sizes = new ArrayList<>(before);
    IntStream.of(spatial).forEach(sizes::add);
    sizes.addAll(after);
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> list(int size, IntSupplier numbers) {
    return IntStream.range(0, size).map(i -> numbers.getAsInt()).boxed().toList();
  }
}
