package io.github.padbridge;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.JaxWindows;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small random layers that JAX accepts, from a seed. */
public final class RandomJaxSpecs {
  private final SplittableRandom random;

  public RandomJaxSpecs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next valid layer of one op. */
  public JaxSpec next(JaxOp op) {
    while (true) {
      try {
        return draw(op);
      } catch (Refusal refusal) {
        // Not a valid layer: draw again.
      }
    }
  }

  private JaxSpec draw(JaxOp op) {
    int rank = 1 + random.nextInt(3);
    boolean convolves = op == JaxOp.CONV;
    boolean spread = convolves && random.nextInt(2) == 0;
    List<Integer> base = each(rank, () -> spread ? 1 + random.nextInt(3) : 1);
    Windows windows =
        new Windows(
            each(rank, () -> 1 + random.nextInt(4)),
            each(rank, () -> random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1),
            each(rank, () -> convolves || op == JaxOp.MAX_POOL ? 1 + random.nextInt(2) : 1));
    PaddingMode border =
        convolves && random.nextInt(4) == 0
            ? PaddingMode.values()[random.nextInt(PaddingMode.values().length)]
            : PaddingMode.ZEROS;
    JaxWindows reading =
        new JaxWindows(windows, base, padding(rank), border, convolves && random.nextInt(3) == 0);
    int groups = convolves && random.nextInt(3) == 0 ? 2 : 1;
    int in = groups * (1 + random.nextInt(2));
    boolean channelsFirst = random.nextInt(2) == 0;
    JaxLayouts layouts =
        !convolves
            ? JaxLayouts.ofPooling(rank, channelsFirst)
            : channelsFirst
                ? JaxLayouts.channelsFirst(rank)
                : random.nextBoolean()
                    ? JaxLayouts.channelsLast(rank)
                    : JaxLayouts.channelsExchanged(rank);
    List<Size> spatial =
        each(rank, () -> 1 + random.nextInt(rank == 3 ? 5 : 9)).stream().map(Size::of).toList();
    Stream<Size> all =
        channelsFirst
            ? Stream.concat(Stream.of(Size.of(2), Size.of(in)), spatial.stream())
            : Stream.of(List.of(Size.of(2)), spatial, List.of(Size.of(in))).flatMap(List::stream);
    return new JaxSpec(
        op,
        layouts,
        convolves
            ? Channels.of(in, groups * (1 + random.nextInt(2)), groups)
            : JaxSpec.ofPooling(Size.of(in)),
        reading,
        convolves && random.nextBoolean(),
        op != JaxOp.AVG_POOL || random.nextBoolean(),
        new Shape(all.toList()));
  }

  private JaxPadding padding(int rank) {
    int kind = random.nextInt(6);
    if (kind < 2) {
      return new JaxPadding.Same(kind == 1);
    }
    int least = random.nextInt(4) == 0 ? -2 : 0;
    return new JaxPadding.Pairs(
        IntStream.range(0, rank)
            .mapToObj(
                axis ->
                    new PadAmount(
                        least + random.nextInt(4 - least), least + random.nextInt(4 - least)))
            .toList());
  }

  private static List<Integer> each(int rank, IntSupplier number) {
    return IntStream.range(0, rank).map(axis -> number.getAsInt()).boxed().toList();
  }
}
