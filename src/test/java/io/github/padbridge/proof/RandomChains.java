package io.github.padbridge.proof;

import io.github.padbridge.chain.AxisRange;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainParts;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pairs of chains that resemble each other: one layer each, pads in front, slices behind. */
final class RandomChains {
  private static final int CHANNELS = 2;

  /** What both chains of a pair have in common. */
  private enum Kind {
    CONVOLUTION,
    TRANSPOSED,
    MAX,
    AVERAGE
  }

  /**
   * Two chains.
   *
   * @param rank the number of spatial axes
   */
  record Pair(Chain left, Chain right, int rank, String text) {}

  private final SplittableRandom random;

  RandomChains(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Pair next() {
    Kind kind = Kind.values()[random.nextInt(4)];
    int rank = oneIn(4) ? 2 : 1;
    Window window = new Window(from(1, 4), from(1, 3), kind != Kind.AVERAGE && oneIn(4) ? 2 : 1);
    Window other = oneIn(5) ? new Window(window.size, from(1, 3), window.dilation) : window;
    List<String> text = new ArrayList<>();
    Chain left = accepted(kind, rank, window, text);
    text.add("||");
    return new Pair(left, accepted(kind, rank, other, text), rank, String.join(" ", text));
  }

  private record Window(int size, int stride, int dilation) {}

  /** A chain that its framework accepts. */
  private Chain accepted(Kind kind, int rank, Window window, List<String> text) {
    while (true) {
      try {
        List<String> of = new ArrayList<>();
        Chain chain = chain(kind, rank, window, of);
        text.addAll(of);
        return chain;
      } catch (Refusal refused) {
        // Such as a padding of more than half a pooling's kernel: another draw has less.
      }
    }
  }

  private Chain chain(Kind kind, int rank, Window window, List<String> text) {
    Framework framework = random.nextBoolean() ? Framework.PYTORCH : Framework.TENSORFLOW;
    List<Chain.Op> ops = new ArrayList<>();
    if (oneIn(3)) {
      ops.add(pad(framework, kind, rank, text));
    }
    ops.add(layer(framework, kind, rank, window, text));
    if (oneIn(4)) {
      List<AxisRange> ranges = Stream.generate(this::range).limit(rank).toList();
      text.add(ranges.toString());
      ops.add(ChainParts.slice(framework, ranges));
    }
    return ChainParts.chain(framework, ops);
  }

  private Chain.Op pad(Framework framework, Kind kind, int rank, List<String> text) {
    boolean crops = oneIn(6);
    FillMode mode = !crops && oneIn(3) ? oneOf(FillMode.values()) : FillMode.CONSTANT;
    int most = crops ? 1 : 2;
    int sign = crops ? -1 : 1;
    List<AxisPadding> amounts =
        IntStream.range(0, rank)
            .mapToObj(axis -> AxisPadding.of(sign * from(0, most), sign * from(0, most)))
            .toList();
    double value = kind == Kind.MAX && random.nextBoolean() ? Double.NEGATIVE_INFINITY : 0;
    text.add(mode + " " + amounts + " of " + value);
    return ChainParts.pad(framework, amounts, mode, value);
  }

  private AxisRange range() {
    Integer begin = random.nextBoolean() ? null : (Integer) from(-2, 2);
    Integer end = random.nextBoolean() ? null : (Integer) from(-2, oneIn(4) ? 3 : -1);
    return new AxisRange(begin, end, oneIn(5) ? 2 : 1);
  }

  private Chain.Op layer(
      Framework framework, Kind kind, int rank, Window window, List<String> text) {
    String call =
        framework == Framework.PYTORCH ? torch(kind, rank, window) : keras(kind, rank, window);
    text.add(call);
    return ChainParts.op(call);
  }

  private String torch(Kind kind, int rank, Window window) {
    String common = window.size + ", stride=" + window.stride;
    String dilation = ", dilation=" + window.dilation;
    return "nn."
        + switch (kind) {
          case CONVOLUTION ->
              "Conv%dd(%d, %d, %s, bias=False%s, padding=%s)"
                  .formatted(rank, CHANNELS, CHANNELS, common, dilation, torchPadding(window));
          case TRANSPOSED ->
              "ConvTranspose%dd(%d, %d, %s, bias=False%s, padding=%d, output_padding=%d)"
                  .formatted(rank, CHANNELS, CHANNELS, common, dilation, from(0, 3), from(0, 2));
          case MAX ->
              "MaxPool%dd(%s%s, padding=%d, ceil_mode=%s)"
                  .formatted(rank, common, dilation, from(0, 2), bool());
          case AVERAGE ->
              "AvgPool%dd(%s, padding=%d, ceil_mode=%s, count_include_pad=%s%s)"
                  .formatted(
                      rank,
                      common,
                      from(0, 2),
                      bool(),
                      bool(),
                      rank == 2 && oneIn(4) ? ", divisor_override=" + from(1, 4) : "");
        };
  }

  private String torchPadding(Window window) {
    if (window.stride == 1 && oneIn(4)) {
      return "'same'";
    }
    String mode =
        oneIn(4) ? ", padding_mode='" + oneOf("reflect", "replicate", "circular") + "'" : "";
    return from(0, 3) + mode;
  }

  private String keras(Kind kind, int rank, Window window) {
    String padding = random.nextBoolean() ? "'same'" : "'valid'";
    String common = "%d, strides=%d, padding=".formatted(window.size, window.stride);
    String rest = ", dilation_rate=%d, use_bias=False".formatted(window.dilation);
    String causal = rank == 1 && oneIn(4) ? "'causal'" : padding;
    String more = oneIn(3) ? ", output_padding=" + from(0, 2) : "";
    return "keras.layers."
        + switch (kind) {
          case CONVOLUTION -> "Conv%dD(%d, %s)".formatted(rank, CHANNELS, common + causal + rest);
          case TRANSPOSED ->
              "Conv%dDTranspose(%d, %s)".formatted(rank, CHANNELS, common + padding + rest + more);
          case MAX -> "MaxPooling%dD(%s)".formatted(rank, common + padding);
          case AVERAGE -> "AveragePooling%dD(%s)".formatted(rank, common + padding);
        };
  }

  private String bool() {
    return random.nextBoolean() ? "True" : "False";
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
