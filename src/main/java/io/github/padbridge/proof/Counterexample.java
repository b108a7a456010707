package io.github.padbridge.proof;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.CauseKind;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.SpatialWork;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.ChainRun.Parameters;
import io.github.padbridge.proof.Comparison.Difference;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An input on which two chains were run and gave different results.
 *
 * @param inputShape in the layout of the left side, as are the other shapes
 * @param leftShape the shape of the left result
 * @param rightShape the shape of the right result
 * @param first the first element that differs; null where the shapes do
 */
public record Counterexample(
    int[] inputShape, int[] leftShape, int[] rightShape, @Nullable Difference first) {
  /** The most weight elements of an example. */
  private static final long LARGEST = 1 << 24;

  /** The most products of one run with all channels. */
  private static final double QUICK = 4e6;

  /** The most products of one draw of an example, which seldom needs another: half a second. */
  private static final double MOST_OF_EXAMPLE = 1e8;

  /** The most products of one draw at one of several sizes: each takes all draws. */
  private static final double MOST_OF_RUN = 2e7;

  /** The number of draws: on one draw, equal numbers may be a coincidence. */
  public static final int DRAWS = 8;

  /** Causes with which one weight does not fit both sides. */
  private static final List<CauseKind> MISFITS =
      List.of(
          CauseKind.OPERATION,
          CauseKind.KERNEL_SIZE,
          CauseKind.CHANNELS,
          CauseKind.GROUPS,
          CauseKind.LAYOUT);

  /**
   * Runs both chains on the smallest input on which they differ.
   *
   * @param engine executes a layer whose sizes are known
   * @return empty where no weight fits both sides, or where both accept no common input
   */
  public static Optional<Counterexample> of(
      Chain left,
      Chain right,
      Equivalence equivalence,
      BiFunction<Layer, CaseTensors, Tensor> engine) {
    boolean fits = equivalence.causes().stream().noneMatch(cause -> MISFITS.contains(cause.kind()));
    if (!fits || equivalence.verdict() == Equivalence.Verdict.EVERY_SIZE) {
      return Optional.empty();
    }
    for (List<Integer> sizes : candidates(equivalence)) {
      Optional<Counterexample> found = at(sizes, left, right, engine);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What a run at these sizes leaves out; a note without a full stop. */
  public static Optional<String> leftOut(Chain left, Chain right, List<Integer> sizes) {
    return takesFewChannels(left, right, sizes)
        ? Optional.of("run on a few channels of each layer")
        : Optional.empty();
  }

  private static boolean takesFewChannels(Chain left, Chain right, List<Integer> sizes) {
    return isLarge(left, right, sizes, QUICK)
        && FewChannels.of(left, channels(left, right)).isPresent()
        && FewChannels.of(right, channels(left, right)).isPresent();
  }

  private static boolean isLarge(Chain left, Chain right, List<Integer> sizes, double products) {
    return Math.max(work(left, sizes), work(right, sizes)) > products;
  }

  /** A bound of the number of products. */
  private static double work(Chain chain, List<Integer> sizes) {
    SpatialWork spatial = SpatialWork.of(chain, sizes);
    double work = spatial.elements();
    for (Layer layer : chain.layers()) {
      Shape weight = layer.weightShape();
      double kernel = 1;
      for (int size : layer.kernelSize()) {
        kernel *= size;
      }
      double channels = weight != null && weight.isKnown() ? weight.elements() / kernel : 1;
      work += channels * spatial.of(layer);
    }
    return work;
  }

  /** The spatial sizes to try, smallest first. */
  private static List<List<Integer>> candidates(Equivalence equivalence) {
    List<Axis> axes = equivalence.axes();
    List<List<Integer>> candidates = new ArrayList<>();
    for (int differing = 0; differing < axes.size(); differing++) {
      Axis axis = axes.get(differing);
      OptionalLong size = first(axis, n -> !axis.equal().contains(n), 0);
      for (int skip = 0; size.isPresent() && skip < 4; skip++) {
        List<Integer> sizes = new ArrayList<>();
        for (int other = 0; other < axes.size(); other++) {
          OptionalLong accepted = first(axes.get(other), n -> true, skip);
          if (other != differing && accepted.isEmpty()) {
            break;
          }
          sizes.add(Math.toIntExact((other == differing ? size : accepted).getAsLong()));
        }
        if (sizes.size() == axes.size()) {
          candidates.add(sizes);
        }
      }
    }
    candidates.sort(
        Comparator.comparing(
            sizes -> sizes.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b)));
    return candidates;
  }

  /** A size that both sides accept. */
  private static OptionalLong first(Axis axis, LongPredicate holds, int skip) {
    List<SizeSet> sets = List.of(axis.accepted(), axis.right(), axis.equal());
    long last = sets.stream().mapToLong(Counterexample::settled).max().orElseThrow();
    long period = sets.stream().mapToLong(SizeSet::period).reduce(1, (a, b) -> a * b);
    return LongStream.rangeClosed(1, last + 2 * period + skip)
        .filter(n -> axis.accepted().contains(n) && axis.right().contains(n) && holds.test(n))
        .skip(skip)
        .findFirst();
  }

  /** The size from which on membership depends only on the remainder. */
  private static long settled(SizeSet set) {
    long others = set.also().isEmpty() ? 0 : set.also().get(set.also().size() - 1).last() + 1;
    return Math.max(set.from(), others);
  }

  /**
   * Runs both chains on inputs of some spatial sizes.
   *
   * @return an input on which they differ; empty where they agree on every draw, or one of them
   *     refuses the input
   */
  public static Optional<Counterexample> at(
      List<Integer> sizes, Chain left, Chain right, BiFunction<Layer, CaseTensors, Tensor> engine) {
    if (!canRun(left, right)) {
      return Optional.empty();
    }
    try {
      return run(sizes, left, right, MOST_OF_EXAMPLE, engine);
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /**
   * Runs both chains on {@link #DRAWS} inputs of some spatial sizes. Their functions must be known,
   * see {@link #canRun}. Layers of many channels are run on the first; in the example that is found
   * all others are zero.
   *
   * @return an input on which they differ; empty where they agree on every draw
   * @throws Refusal if one of them refuses the input, or is too large
   */
  public static Optional<Counterexample> run(
      List<Integer> sizes, Chain left, Chain right, BiFunction<Layer, CaseTensors, Tensor> engine) {
    return run(sizes, left, right, MOST_OF_RUN, engine);
  }

  private static Optional<Counterexample> run(
      List<Integer> sizes,
      Chain left,
      Chain right,
      double most,
      BiFunction<Layer, CaseTensors, Tensor> engine) {
    int channels = channels(left, right);
    if (takesFewChannels(left, right, sizes)) {
      Chain fewLeft = FewChannels.of(left, channels).orElseThrow();
      Chain fewRight = FewChannels.of(right, channels).orElseThrow();
      requireSmall(sizes, fewLeft, fewRight, most);
      return run(sizes, fewLeft, fewRight, Math.min(channels, FewChannels.FEW), engine)
          .map(few -> few.onAll(left, right, channels));
    }
    requireSmall(sizes, left, right, most);
    return run(sizes, left, right, channels, engine);
  }

  private static void requireSmall(
      List<Integer> sizes, Chain left, Chain right, double mostProducts) {
    if (isLarge(left, right, sizes, mostProducts)) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "a spatial input of (%s) is too large to run: about %.0e products",
                  sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                  Math.max(work(left, sizes), work(right, sizes))),
              null,
              List.of(),
              null));
    }
  }

  /** The example with all channels; those that are not in it are zero. */
  private Counterexample onAll(Chain left, Chain right, int channels) {
    int in = ChainLayout.input(left).indexOf('C');
    int out = ChainLayout.output(left).indexOf('C');
    Difference seen = first;
    if (seen != null) {
      int channel = FewChannels.channelOf(left, seen.index()[out]);
      seen = new Difference(with(seen.index(), out, channel), seen.expected(), seen.actual());
    }
    return new Counterexample(
        with(inputShape, in, channels),
        with(leftShape, out, FewChannels.outOf(left, channels)),
        with(rightShape, out, FewChannels.outOf(right, channels)),
        seen);
  }

  private static int[] with(int[] shape, int axis, int size) {
    int[] other = shape.clone();
    other[axis] = size;
    return other;
  }

  private static Optional<Counterexample> run(
      List<Integer> sizes,
      Chain left,
      Chain right,
      int channels,
      BiFunction<Layer, CaseTensors, Tensor> engine) {
    Layout leftLayout = ChainLayout.input(left);
    Layout rightLayout = ChainLayout.input(right);
    Shape shape = shape(leftLayout, sizes, channels);
    for (int seed = 0; seed < DRAWS; seed++) {
      DrawnParameters drawn = new DrawnParameters(seed);
      Tensor x = drawn.tensor(shape);
      Tensor one = ChainRun.of(left, x, drawn, engine, AdaptiveRun::inLoops);
      Tensor input = ChainRun.permuted(x, leftLayout.permutationTo(rightLayout));
      Tensor other =
          ChainRun.of(
              right,
              input,
              (n, layer) -> drawn.of(n),
              engine,
              (op, on) -> AdaptiveRun.byWindows(op, on, engine));
      Tensor result =
          right.patches().isPresent()
              ? other
              : ChainRun.permuted(other, rightLayout.permutationTo(leftLayout));
      if (!Arrays.equals(one.shape(), result.shape())) {
        return Optional.of(new Counterexample(x.shape(), one.shape(), result.shape(), null));
      }
      Comparison comparison = Comparison.of(one, result, new Tolerance(1e-12, 1e-12));
      if (!comparison.agree()) {
        return Optional.of(
            new Counterexample(x.shape(), one.shape(), result.shape(), comparison.requireFirst()));
      }
    }
    return Optional.empty();
  }

  /** Whether every activation can be run, and both sides take data with the same axes. */
  public static boolean canRun(Chain left, Chain right) {
    boolean areBatched =
        ChainLayout.input(left).axes().contains("N")
            == ChainLayout.input(right).axes().contains("N");
    return areBatched && ElementFunctions.areKnown(left) && ElementFunctions.areKnown(right);
  }

  /** The chain without the functions that are not run, which its notes then name. */
  public static Chain runnable(Chain chain) {
    return chain.without(
        chain.functions().stream()
            .filter(applied -> ElementFunctions.of(applied.function()).isEmpty())
            .toList());
  }

  private static Shape shape(Layout layout, List<Integer> sizes, int channels) {
    String spatial = Layout.spatialAxes(sizes.size());
    int[] shape = new int[layout.axes().length()];
    for (int axis = 0; axis < shape.length; axis++) {
      char name = layout.axes().charAt(axis);
      shape[axis] = name == 'N' ? 1 : name == 'C' ? channels : sizes.get(spatial.indexOf(name));
    }
    return Shape.of(shape);
  }

  /** Input channels that fit both sides; one for each group where both leave them open. */
  private static int channels(Chain left, Chain right) {
    for (Chain chain : List.of(left, right)) {
      Size in = ChainLayout.channels(chain);
      if (in.isKnown()) {
        return in.intValue();
      }
    }
    return groups(left);
  }

  /** The groups of the first convolution; 1 where they are open, or where there is none. */
  private static int groups(Chain chain) {
    return chain.layers().stream()
        .filter(layer -> layer.weightShape() != null)
        .map(layer -> ((Convolution) LayerComputation.of(layer)).channels().groups())
        .findFirst()
        .filter(Size::isKnown)
        .map(Size::intValue)
        .orElse(1);
  }

  /**
   * Requires that a weight is not too large to be run.
   *
   * @throws Refusal if it is
   */
  static void requireSmall(Shape weight) {
    if (weight.elements() > LARGEST) {
      throw new Refusal(
          new Fault(
              "a weight of " + weight + " is too large for an example", null, List.of(), null));
    }
  }

  /** Random parameters, drawn when a layer first needs them. */
  private static final class DrawnParameters implements ChainRun.Source {
    private final SplittableRandom random;
    private final List<Parameters> drawn = new ArrayList<>();

    DrawnParameters(long seed) {
      this.random = new SplittableRandom(seed);
    }

    @Override
    public Parameters of(int n, Layer layer) {
      Shape weight = Objects.requireNonNull(layer.weightShape());
      Size out = ((Convolution) LayerComputation.of(layer)).channels().out();
      drawn.add(new Parameters(layer, tensor(weight), tensor(new Shape(List.of(out)))));
      return drawn.get(n);
    }

    Parameters of(int n) {
      return drawn.get(n);
    }

    /** Integers from -9 to 9. */
    Tensor tensor(Shape shape) {
      requireSmall(shape);
      double[] data = new double[Math.toIntExact(shape.elements())];
      Arrays.setAll(data, i -> random.nextInt(-9, 10));
      return new Tensor(shape.toIntArray(), data);
    }
  }
}
