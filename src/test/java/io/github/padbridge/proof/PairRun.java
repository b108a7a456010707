package io.github.padbridge.proof;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.ChainParts;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Runs the chains of {@link RandomChains}. */
final class PairRun {
  /** Draws on which equal results are equal. */
  private static final int FEW = 4;

  /** Draws of which one tells two results apart: a maximum is often that of other elements too. */
  private static final int MANY = 60;

  private static final int CHANNELS = 2;

  private final BiFunction<Layer, CaseTensors, Tensor> engine;

  /**
   * @param engine executes a layer whose sizes are known
   */
  PairRun(BiFunction<Layer, CaseTensors, Tensor> engine) {
    this.engine = engine;
  }

  /** By the definitions in plain loops. */
  static PairRun inLoops() {
    return new PairRun(new Nd4jEngine()::defineInLoops);
  }

  /** Whether one side accepts a size, the other, and whether their results are equal. */
  record Outcome(boolean left, boolean right, boolean equal) {}

  /** Both chains on inputs of one size along every spatial axis. */
  Outcome of(RandomChains.Pair pair, int size) {
    return of(pair, size, FEW);
  }

  /** The same, with a long search for a difference. */
  Outcome searched(RandomChains.Pair pair, int size) {
    return of(pair, size, MANY);
  }

  private Outcome of(RandomChains.Pair pair, int size, int draws) {
    for (int draw = 0; draw < draws; draw++) {
      Optional<Tensor> one = of(pair.left(), pair.rank(), size, draw);
      Optional<Tensor> other = of(pair.right(), pair.rank(), size, draw);
      if (one.isEmpty() || other.isEmpty() || !same(one.get(), other.get())) {
        return new Outcome(one.isPresent(), other.isPresent(), false);
      }
    }
    return new Outcome(true, true, true);
  }

  /** Whether the left side is zero whatever the input: no axis can then be told apart. */
  boolean isZero(RandomChains.Pair pair, int size) {
    return IntStream.range(0, FEW)
        .mapToObj(draw -> of(pair.left(), pair.rank(), size, draw).orElseThrow())
        .allMatch(result -> Arrays.stream(result.data()).allMatch(value -> value == 0));
  }

  private static boolean same(Tensor one, Tensor other) {
    return Arrays.equals(one.shape(), other.shape())
        && IntStream.range(0, one.data().length)
            .allMatch(i -> same(one.data()[i], other.data()[i]));
  }

  private static boolean same(double one, double other) {
    return one == other || Math.abs(one - other) < 1e-9;
  }

  /** The result, channels first; empty where the chain refuses the input or nothing is left. */
  private Optional<Tensor> of(Chain chain, int rank, int size, int draw) {
    if (chain.ops().get(0) instanceof Chain.PadOp pad && refuses(pad.padding(), size)) {
      return Optional.empty();
    }
    Layout first = Layout.of("NC", rank, "");
    Layout layout = ChainLayout.input(chain);
    Tensor x = ChainRun.permuted(input(rank, size, draw), first.permutationTo(layout));
    try {
      Tensor y =
          ChainRun.of(chain, x, (n, layer) -> parameters(layer), engine, AdaptiveRun::inLoops);
      return Shape.of(y.shape()).elements() == 0
          ? Optional.empty()
          : Optional.of(ChainRun.permuted(y, layout.permutationTo(first)));
    } catch (Refusal refused) {
      return Optional.empty();
    }
  }

  /** As the frameworks document their paddings. */
  private static boolean refuses(TensorPadding padding, int size) {
    return padding.axes().stream().anyMatch(axis -> refuses(padding, axis, size));
  }

  private static boolean refuses(TensorPadding padding, AxisPadding axis, int size) {
    int most = Math.max(axis.before(), axis.after());
    boolean copies =
        switch (padding.mode()) {
          case REFLECT -> most > size - 1;
          case SYMMETRIC, CIRCULAR -> most > size;
          case CONSTANT, REPLICATE -> false;
        };
    return copies || size + axis.before() + axis.after() < 1;
  }

  /** The second draw is below zero and the third above: maxima meet the padding. */
  private static Tensor input(int rank, int size, int draw) {
    int[] shape = new int[rank + 2];
    Arrays.fill(shape, size);
    shape[0] = 1;
    shape[1] = CHANNELS;
    Tensor drawn = drawn(shape, 31L * size + draw);
    double sign = draw == 1 ? -1 : 1;
    double[] data = drawn.data();
    if (draw == 1 || draw == 2) {
      Arrays.setAll(data, i -> sign * (1 + Math.abs(data[i])));
    }
    return drawn;
  }

  private static Tensor drawn(int[] shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] data = new double[Math.toIntExact(Shape.of(shape).elements())];
    Arrays.setAll(data, i -> random.nextInt(-99, 100));
    return new Tensor(shape, data);
  }

  /** One weight for both sides, in the layout of a PyTorch layer. */
  private static ChainRun.Parameters parameters(Layer layer) {
    Computation computation = LayerComputation.of(layer);
    if (!(computation instanceof Convolution convolution)) {
      return new ChainRun.Parameters(layer, null, null);
    }
    int rank = computation.rank();
    Layer of =
        ChainParts.layer(
            "nn.Conv%s%dd(%d, %d, %d, bias=False)"
                .formatted(
                    convolution.transposed() ? "Transpose" : "",
                    rank,
                    CHANNELS,
                    CHANNELS,
                    computation.axes().get(0).window().size()));
    int[] input = new int[rank + 2];
    Arrays.fill(input, 9);
    input[1] = CHANNELS;
    Layer sized = of.withInputShape(Shape.of(input));
    return new ChainRun.Parameters(sized, drawn(sized.weightShape().toIntArray(), 7), null);
  }
}
