package io.github.padbridge.repair;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chain written in another framework. The code has been read back and compared with the chain.
 *
 * @param source the chain, without functions that the target has no code for; its notes name them
 * @param written the chain that the code was read back as
 * @param equivalence of both: equal at every size, or at least at the shape of the input
 */
public record ChainTranslation(
    Chain source, ChainCode code, Chain written, Equivalence equivalence) {
  /** More combinations of ways to write the steps are not tried. */
  private static final int MOST = 64;

  /**
   * Translates a chain.
   *
   * @param asked what to write it in; null for the other framework
   * @throws Refusal if that framework has no code for an op of the chain
   */
  public static ChainTranslation of(Chain chain, @Nullable ChainTarget asked) {
    ChainTarget target = asked == null ? ChainTarget.usual(chain.style().framework()) : asked;
    requireLayout(chain);
    List<RepairStep> steps = steps(chain);
    Chain source = chain.without(StepWriter.of(chain, steps, target).leftOut(steps));
    List<List<List<String>>> ways = new ArrayList<>();
    StepWriter writer = StepWriter.of(chain, steps, target);
    RepairStep doubtful = null;
    for (RepairStep step : steps) {
      StepWriter.Ways found = writer.ways(step);
      ways.add(found.lines());
      doubtful = doubtful == null && !found.equal() ? step : doubtful;
    }
    Equivalence nearest = null;
    for (List<List<String>> way : combinations(ways)) {
      ChainCode code = ChainCode.of(steps, way, target, writer.style());
      Chain written = SideText.parse("translation", code.text()).resolve(source.layers(), Map.of());
      Equivalence equivalence = Equivalence.of(source, written);
      if (equivalence.verdict() == Verdict.EVERY_SIZE || holdsHere(source, equivalence)) {
        return new ChainTranslation(source, code, written, equivalence);
      }
      nearest = nearest == null ? equivalence : nearest;
    }
    throw doubtful == null ? notEqual(source, target, nearest) : writer.refusal(doubtful);
  }

  private static Refusal notEqual(Chain source, ChainTarget target, @Nullable Equivalence nearest) {
    String cause =
        nearest == null || nearest.causes().isEmpty()
            ? "too many ways to write it"
            : nearest.causes().get(0).message();
    return new Refusal(
        Fault.at(
            source.ops().get(0).place(),
            "no " + target.title() + " code was found that is equal to this chain (" + cause + ")",
            "translate its layers one by one"));
  }

  private static List<RepairStep> steps(Chain source) {
    return RepairStep.of(source)
        .orElseThrow(
            () ->
                new Refusal(
                    Fault.at(
                        place(source, Chain.SliceOp.class),
                        "this slice cannot be written as a crop",
                        "slices such as 1:-1 can: with a step of 1, each end counted from its own"
                            + " side")));
  }

  /** The place of the first op of a kind; that of the chain where there is none. */
  static Place place(Chain chain, Class<? extends Chain.Op> kind) {
    return chain.ops().stream()
        .filter(kind::isInstance)
        .findFirst()
        .orElse(chain.ops().get(0))
        .place();
  }

  /** What is written takes a batch, and returns its data in the layout in which it takes them. */
  private static void requireLayout(Chain source) {
    Layout first = ChainLayout.input(source);
    if (first.axes().indexOf('N') < 0) {
      throw new Refusal(
          Fault.at(
              source.ops().get(0).place(),
              "chains are translated with a batch axis (got data in " + first + ")",
              "give the input with a batch of 1"));
    }
    Layout last = ChainLayout.output(source);
    if (!last.equals(first)) {
      throw new Refusal(
          Fault.at(
              place(source, Chain.TransposeOp.class),
              "this chain takes data in " + first + " and returns them in " + last,
              "leave the last transpose off, or add one that restores the layout"));
    }
  }

  private static boolean holdsHere(Chain source, Equivalence equivalence) {
    List<Long> sizes = spatialSizes(source);
    return !sizes.isEmpty() && !equivalence.axes().isEmpty() && equivalence.holdsAt(sizes);
  }

  /** The spatial sizes of the input; none where one is open. */
  private static List<Long> spatialSizes(Chain chain) {
    Layout layout = ChainLayout.input(chain);
    List<Long> sizes = new ArrayList<>();
    for (char axis : Layout.spatialAxes(chain.spatialRank()).toCharArray()) {
      Size size = chain.input().size(layout.indexOf(axis));
      if (!size.isKnown()) {
        return List.of();
      }
      sizes.add(size.value());
    }
    return sizes;
  }

  /** The spatial sizes of the input; none where one is open. */
  public List<Long> spatialSizes() {
    return spatialSizes(source);
  }

  /** Everything up to {@link #MOST} that takes one way of each step. */
  private static List<List<List<String>>> combinations(List<List<List<String>>> ways) {
    List<List<List<String>>> all = List.of(List.of());
    for (List<List<String>> next : ways) {
      List<List<List<String>>> longer = new ArrayList<>();
      for (List<List<String>> begun : all) {
        for (List<String> lines : next) {
          if (longer.size() < MOST) {
            List<List<String>> way = new ArrayList<>(begun);
            way.add(lines);
            longer.add(way);
          }
        }
      }
      all = longer;
    }
    return all;
  }

  /** Whether the chain is one layer, and no adaptive pooling, and nothing else. */
  public boolean isOneLayer() {
    return source.ops().size() == 1 && source.layers().size() == 1;
  }

  /** Whether the chain is one layer or adaptive pooling, and nothing else. */
  public boolean isAlone() {
    return source.ops().size() == 1;
  }

  /** How many layers and adaptive poolings there are. */
  public int count() {
    return source.placed().size();
  }

  /** The place of the first op of the chain. */
  public Place place() {
    return source.ops().get(0).place();
  }

  /** Whether the chain accepts one input size, or has windows for one. */
  public boolean isSized() {
    return equivalence.isOfFewSizes();
  }

  /** The layers of the chain, in order. */
  public List<Layer> layers() {
    return source.layers();
  }

  /** The layers of the code, in order. */
  public List<Layer> writtenLayers() {
    return written.layers();
  }

  /**
   * The order in which the code has the axes of a weight; empty where it is that of the chain, or
   * the axes themselves are others, as of depthwise filters.
   *
   * @param layer counted from 0
   */
  public Optional<List<Integer>> weightOrder(int layer) {
    if (source.isOfPatches(layer)) {
      return Optional.empty();
    }
    Layout one = layers().get(layer).weightLayout();
    Layout other = writtenLayers().get(layer).weightLayout();
    if (one == null || other == null || one.equals(other)) {
      return Optional.empty();
    }
    boolean isPermutation =
        other.axes().chars().allMatch(axis -> one.axes().indexOf((char) axis) >= 0);
    return isPermutation
        ? Optional.of(Arrays.stream(one.permutationTo(other)).boxed().toList())
        : Optional.empty();
  }

  /** Whether the chain accepts sizes without end, and both are equal at every one. */
  public boolean isAlways() {
    return equivalence.stated() == Verdict.EVERY_SIZE;
  }

  /** The order of the axes of the chain's data. */
  public Layout layout() {
    return ChainLayout.input(source);
  }

  /** The axes of the windows that both return; empty if they return data in their layouts. */
  public Optional<String> patches() {
    return source.patches().map(patches -> patches.order().shape());
  }

  /** The order of the axes of the code's data. */
  public Layout writtenLayout() {
    return ChainLayout.input(written);
  }

  /** The shape of the chain's input; sizes may be open. */
  public Shape input() {
    if (source.patches().map(Chain.PatchesOp::openChannels).orElse(false)) {
      return source.input();
    }
    int channels = layout().indexOf('C');
    return source.input().with(channels, ChainLayout.channels(source));
  }

  /** The framework of the chain. */
  public String framework() {
    return source.style().framework().title();
  }

  /** The functions that have no code, as they are written. */
  public List<String> leftOut() {
    return source.leftOutNames();
  }

  /** What was ignored; one sentence each, without a full stop. */
  public List<String> notes() {
    return source.notes();
  }

  /** The spatial axes, with the sizes at which both are equal. */
  public List<Axis> axes() {
    return equivalence.axes();
  }
}
