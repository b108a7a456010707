package io.github.padbridge;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Small random poolings that PyTorch accepts, from a seed. */
public final class RandomPools {
  private final SplittableRandom random;

  public RandomPools(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next valid pooling of one op. */
  public PoolSpec next(PoolOp op) {
    while (true) {
      try {
        return draw(op);
      } catch (Refusal refusal) {
        // PyTorch would not have this one; draw again.
      }
    }
  }

  private PoolSpec draw(PoolOp op) {
    int rank = op.spatialRank();
    int longest = rank == 3 ? 5 : 11;
    int[] shape = new int[rank + (random.nextInt(5) == 0 ? 1 : 2)];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] =
          axis >= shape.length - rank ? 1 + random.nextInt(longest) : 1 + random.nextInt(2);
    }
    boolean overrides = !op.isMax() && rank > 1 && random.nextInt(4) == 0;
    List<Integer> kernelSize = list(rank, () -> 1 + random.nextInt(rank == 3 ? 3 : 5));
    List<Integer> stride = list(rank, () -> 1 + random.nextInt(5));
    List<Integer> padding = list(rank, () -> random.nextInt(3));
    return new PoolSpec(
        op,
        new Windows(
            kernelSize,
            stride,
            op.isMax() && random.nextBoolean()
                ? list(rank, () -> 1 + random.nextInt(3))
                : Collections.nCopies(rank, 1)),
        padding,
        random.nextBoolean(),
        op.isMax() || random.nextBoolean(),
        overrides ? (Integer) (random.nextBoolean() ? -3 : 1 + random.nextInt(9)) : null,
        false,
        Shape.of(shape));
  }

  private static List<Integer> list(int size, IntSupplier numbers) {
    return IntStream.range(0, size).map(i -> numbers.getAsInt()).boxed().toList();
  }
}
