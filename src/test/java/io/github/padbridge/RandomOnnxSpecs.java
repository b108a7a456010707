package io.github.padbridge;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.OnnxChannels;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxOutput;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Small random nodes that ONNX accepts, from a seed. */
public final class RandomOnnxSpecs {
  private final SplittableRandom random;

  public RandomOnnxSpecs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next valid node of one op. */
  public OnnxSpec next(OnnxOp op) {
    while (true) {
      try {
        return draw(op);
      } catch (Refusal refusal) {
        // Invalid in ONNX; draw again.
      }
    }
  }

  private OnnxSpec draw(OnnxOp op) {
    int rank = 1 + random.nextInt(3);
    int group = op.isPooling() || random.nextInt(3) > 0 ? 1 : 2;
    Size in = Size.of((long) group * (1 + random.nextInt(2)));
    List<Size> sizes = new ArrayList<>(List.of(Size.of(1 + random.nextInt(2)), in));
    IntStream.range(0, rank)
        .forEach(axis -> sizes.add(Size.of(1 + random.nextInt(rank == 3 ? 5 : 10))));
    OnnxChannels channels =
        op.isPooling()
            ? OnnxChannels.ofPooling(in)
            : new OnnxChannels(
                in, Size.of((long) group * (1 + random.nextInt(2))), group, random.nextBoolean());
    Windows windows =
        op.isGlobal()
            ? Windows.global(sizes.subList(2, rank + 2))
            : new Windows(
                list(rank, () -> 1 + random.nextInt(rank == 3 ? 3 : 4)),
                list(rank, () -> 1 + random.nextInt(3)),
                list(rank, () -> 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 1)));
    boolean sized = op.isTransposed() && random.nextInt(6) == 0;
    return new OnnxSpec(
        op,
        channels,
        windows,
        op.isGlobal() ? pads(rank, 1) : padding(rank),
        new OnnxOutput(
            list(rank, () -> op.isTransposed() ? random.nextInt(2) : 0),
            sized ? list(rank, () -> 1 + random.nextInt(12)) : List.of()),
        op.isPooling() && !op.isGlobal() && random.nextInt(3) == 0,
        op == OnnxOp.AVERAGE_POOL && random.nextBoolean(),
        new Shape(sizes));
  }

  private OnnxPadding padding(int rank) {
    return switch (random.nextInt(6)) {
      case 0 -> OnnxPadding.SAME_UPPER;
      case 1 -> OnnxPadding.SAME_LOWER;
      case 2 -> OnnxPadding.VALID;
      default -> pads(rank, 3);
    };
  }

  private OnnxPadding pads(int rank, int below) {
    return new OnnxPadding.Pads(
        IntStream.range(0, rank)
            .mapToObj(axis -> new PadAmount(random.nextInt(below), random.nextInt(below)))
            .toList());
  }

  private static List<Integer> list(int length, IntSupplier number) {
    return IntStream.range(0, length).mapToObj(i -> number.getAsInt()).toList();
  }
}
