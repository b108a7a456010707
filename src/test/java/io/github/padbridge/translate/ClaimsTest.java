package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the strategies claim, against the windows of both frameworks laid out element by element: a
 * strategy must claim a layer where these are the same, and nowhere else.
 */
class ClaimsTest {
  private static final long SEED = 51;

  /** The numbers of the axis that is tried; the others have one element. */
  private record Axis(int kernel, int dilation, int stride, int padding) {
    int reach() {
      return dilation * (kernel - 1) + 1;
    }

    /** Where each element of each window lies; null outside the input. */
    List<List<Integer>> windows(int in, int before, int outputs) {
      List<List<Integer>> windows = new ArrayList<>();
      for (int output = 0; output < outputs; output++) {
        List<Integer> window = new ArrayList<>();
        for (int element = 0; element < kernel; element++) {
          int at = output * stride - before + element * dilation;
          window.add(at >= 0 && at < in ? at : null);
        }
        windows.add(window);
      }
      return windows;
    }

    /** The windows of PyTorch's that lie within the padded input. */
    List<List<Integer>> torch(int in) {
      int outputs = 0;
      while (outputs * stride + reach() <= in + 2 * padding) {
        outputs++;
      }
      return windows(in, padding, outputs);
    }

    /**
     * What SAME puts before the input, by TensorFlow's documentation; its 3-D ops skip half of what
     * no window needs, as measured.
     */
    int sameBefore(int in, int rank) {
      int outputs = (in + stride - 1) / stride;
      int total = (outputs - 1) * stride + reach() - in;
      return total >= 0 || rank == 3 ? total / 2 : 0;
    }

    List<List<Integer>> same(int in, int rank) {
      return windows(in, sameBefore(in, rank), (in + stride - 1) / stride);
    }
  }

  private static <T> List<T> onFirstAxis(int rank, T first, T others) {
    return IntStream.range(0, rank).mapToObj(axis -> axis == 0 ? first : others).toList();
  }

  private static Shape shape(int rank, Size first) {
    List<Size> sizes = new ArrayList<>(List.of(Size.of(1), Size.of(1)));
    sizes.addAll(onFirstAxis(rank, first, Size.of(1)));
    return new Shape(sizes);
  }

  private static ConvSpec convolution(
      ConvOp op, Axis axis, Padding padding, int outputPadding, Size in) {
    int rank = op.spatialRank();
    return new ConvSpec(
        op,
        Channels.of(1, 1, 1),
        new Windows(
            onFirstAxis(rank, axis.kernel, 1),
            onFirstAxis(rank, axis.stride, 1),
            onFirstAxis(rank, axis.dilation, 1)),
        padding,
        onFirstAxis(rank, outputPadding, 0),
        false,
        PaddingMode.ZEROS,
        false,
        shape(rank, in));
  }

  private static Optional<ConvSpec> forward(ConvOp op, Axis axis, Size in) {
    Padding padding = new Padding.Explicit(onFirstAxis(op.spatialRank(), axis.padding, 0));
    try {
      return Optional.of(convolution(op, axis, padding, 0, in));
    } catch (Refusal refusal) {
      // The kernel does not fit.
      return Optional.empty();
    }
  }

  private static boolean claims(Strategy strategy, Layer layer) {
    return Alternative.of(strategy, layer, Targets.usual(layer), Runtime.PORTABLE).holds();
  }

  private static List<Axis> axes() {
    List<Axis> axes = new ArrayList<>();
    for (int kernel = 1; kernel <= 4; kernel++) {
      for (int dilation = 1; dilation <= 2; dilation++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int padding = 0; padding <= 3; padding++) {
            axes.add(new Axis(kernel, dilation, stride, padding));
          }
        }
      }
    }
    return axes;
  }

  @Test
  void sameIsClaimedWhereItsWindowsArePyTorchs() {
    int cases = 0;
    int claimed = 0;
    for (ConvOp op : List.of(ConvOp.CONV1D, ConvOp.CONV3D)) {
      for (Axis axis : axes()) {
        for (int in = 1; in <= 9; in++) {
          Optional<ConvSpec> spec = forward(op, axis, Size.of(in));
          if (spec.isPresent()) {
            boolean alike = axis.torch(in).equals(axis.same(in, op.spatialRank()));
            assertThat(claims(Strategy.SAME, spec.get())).as("%s", spec.get()).isEqualTo(alike);
            claimed += alike ? 1 : 0;
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(2088);
    assertThat(claimed).isEqualTo(390);
  }

  @Test
  void sameIsClaimedOfAnOpenSizeWhereItsWindowsArePyTorchsForAll() {
    int claimed = 0;
    for (ConvOp op : List.of(ConvOp.CONV1D, ConvOp.CONV3D)) {
      for (Axis axis : axes()) {
        int least = Math.max(axis.reach() - 2 * axis.padding, 1);
        boolean alike =
            IntStream.range(least, least + 20)
                .allMatch(in -> axis.torch(in).equals(axis.same(in, op.spatialRank())));
        ConvSpec open = forward(op, axis, Size.unknown("L_in")).orElseThrow();
        assertThat(claims(Strategy.SAME, open)).as("%s", open).isEqualTo(alike);
        claimed += alike ? 1 : 0;
      }
    }
    assertThat(claimed).isEqualTo(20);
  }

  /** A layer that pads what SAME does is SAME, but for the 3-D op that starts late. */
  @Test
  void sameIsClaimedOfLayersThatPadSoWhereItNeverStartsLate() {
    int claimed = 0;
    int late = 0;
    int fixedAmounts = 0;
    for (ConvOp op : List.of(ConvOp.CONV1D, ConvOp.CONV3D)) {
      for (Axis axis : axes()) {
        ConvSpec open = convolution(op, axis, new Padding.RuntimeSame(), 0, Size.unknown("L_in"));
        boolean startsLate =
            IntStream.range(1, 20).anyMatch(in -> axis.sameBefore(in, op.spatialRank()) < 0);
        assertThat(claims(Strategy.SAME, open)).as("%s", open).isEqualTo(!startsLate);
        // Where all windows start alike, a fixed amount is padded for every size.
        boolean fixed =
            IntStream.range(1, 20).map(in -> axis.sameBefore(in, 1)).distinct().count() == 1;
        assertThat(claims(Strategy.PAD_SLICE, open)).as("%s", open).isEqualTo(fixed);
        assertThat(EqualPadding.of(open))
            .isEqualTo(
                axis.kernel == 1
                    ? EqualPadding.VALID
                    : startsLate ? EqualPadding.NONE : EqualPadding.SAME);
        claimed += startsLate ? 0 : 1;
        late += startsLate ? 1 : 0;
        fixedAmounts += fixed ? 1 : 0;
      }
    }
    assertThat(fixedAmounts).isEqualTo(144);
    assertThat(claimed).isEqualTo(236);
    assertThat(late).isEqualTo(20);
  }

  /**
   * A transposed convolution with SAME is what brings the output of a forward one back: its element
   * {@code i} goes where the forward one's window {@code i} lies in the output.
   */
  @Test
  void transposedSameIsClaimedWhereItsWindowsArePyTorchs() {
    int cases = 0;
    int claimed = 0;
    for (Axis axis : axes()) {
      for (int outputPadding = 0; outputPadding < 4; outputPadding++) {
        for (int in = 2; in <= 6; in++) {
          ConvSpec spec;
          try {
            spec =
                convolution(
                    ConvOp.CONV_TRANSPOSE1D,
                    axis,
                    new Padding.Explicit(List.of(axis.padding)),
                    outputPadding,
                    Size.of(in));
          } catch (Refusal refusal) {
            // Nothing is left of the output, or it reaches too far.
            continue;
          }
          int out = (in - 1) * axis.stride + axis.reach() - 2 * axis.padding + outputPadding;
          boolean alike = axis.windows(out, axis.padding, in).equals(axis.same(out, 1));
          assertThat(claims(Strategy.SAME, spec)).as("%s", spec).isEqualTo(alike);
          claimed += alike ? 1 : 0;
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(1599);
    assertThat(claimed).isEqualTo(280);
  }

  private static Optional<PoolSpec> pooling(
      PoolOp op, Axis axis, boolean ceilMode, boolean countIncludePad, Size in) {
    int rank = op.spatialRank();
    try {
      return Optional.of(
          new PoolSpec(
              op,
              new Windows(
                  onFirstAxis(rank, axis.kernel, 1),
                  onFirstAxis(rank, axis.stride, 1),
                  onFirstAxis(rank, axis.dilation, 1)),
              onFirstAxis(rank, axis.padding, 0),
              ceilMode,
              countIncludePad,
              null,
              false,
              shape(rank, in)));
    } catch (Refusal refusal) {
      // PyTorch has no such pooling.
      return Optional.empty();
    }
  }

  private static List<PoolSpec> poolings(Axis axis, Size in) {
    List<PoolSpec> poolings = new ArrayList<>();
    for (PoolOp op : PoolOp.values()) {
      for (boolean ceilMode : new boolean[] {false, true}) {
        pooling(op, axis, ceilMode, true, in).ifPresent(poolings::add);
        if (!op.isMax()) {
          pooling(op, axis, ceilMode, false, in).ifPresent(poolings::add);
        }
      }
    }
    return poolings;
  }

  /** The windows of PyTorch's pooling, counted as its documentation has them. */
  private static List<List<Integer>> windows(PoolSpec spec, Axis axis, int in) {
    int outputs = axis.torch(in).size();
    boolean startsInside = outputs * axis.stride < in + axis.padding;
    boolean leavesOver = (outputs - 1) * axis.stride + axis.reach() < in + 2 * axis.padding;
    return axis.windows(
        in, axis.padding, outputs + (spec.ceilMode() && startsInside && leavesOver ? 1 : 0));
  }

  /** Whether SAME, which averages over what lies in the input, is this pooling. */
  private static boolean isSame(PoolSpec spec, Axis axis, int in) {
    boolean spread = axis.kernel > 1 && axis.dilation > 1;
    boolean countsPadding = !spec.op().isMax() && spec.countIncludePad() && axis.padding > 0;
    return !spread
        && !countsPadding
        && elements(windows(spec, axis, in)).equals(elements(axis.same(in, spec.spatialRank())));
  }

  /** What a pooling sees of its windows: where in them an element lies makes no difference. */
  private static List<List<Integer>> elements(List<List<Integer>> windows) {
    return windows.stream()
        .map(window -> window.stream().filter(Objects::nonNull).toList())
        .toList();
  }

  @Test
  void poolingsClaimSameAndExplicitWhereTheirWindowsArePyTorchs() {
    Map<Strategy, Integer> claimed = new EnumMap<>(Strategy.class);
    int cases = 0;
    for (Axis axis : axes()) {
      for (int in = 1; in <= 9; in++) {
        for (PoolSpec spec : poolings(axis, Size.of(in))) {
          boolean same = isSame(spec, axis, in);
          boolean explicit =
              spec.op() == PoolOp.MAX_POOL2D && (axis.kernel == 1 || axis.dilation == 1);
          assertThat(claims(Strategy.SAME, spec)).as("%s", spec).isEqualTo(same);
          assertThat(claims(Strategy.EXPLICIT, spec)).as("%s", spec).isEqualTo(explicit);
          claimed.merge(Strategy.SAME, same ? 1 : 0, Integer::sum);
          claimed.merge(Strategy.EXPLICIT, explicit ? 1 : 0, Integer::sum);
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(8648);
    assertThat(claimed).isEqualTo(Map.of(Strategy.EXPLICIT, 609, Strategy.SAME, 2398));
  }

  @Test
  void poolingsOfAnOpenSizeClaimSameWhereTheirWindowsArePyTorchsForAll() {
    int claimed = 0;
    for (Axis axis : axes()) {
      for (PoolSpec spec : poolings(axis, Size.unknown("L_in"))) {
        int[] taken = IntStream.rangeClosed(1, 24).filter(in -> takes(spec, in)).toArray();
        boolean alike = Arrays.stream(taken).allMatch(in -> isSame(spec, axis, in));
        assertThat(claims(Strategy.SAME, spec)).as("%s", spec).isEqualTo(alike);
        claimed += alike ? 1 : 0;
      }
    }
    assertThat(claimed).isEqualTo(162);
  }

  private static boolean takes(PoolSpec spec, int in) {
    try {
      spec.withInputShape(shape(spec.spatialRank(), Size.of(in)));
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  /** An average is divided by what counts only where some window holds what does not. */
  @Test
  void averagesAreDividedWhereSomethingDoesNotCount() {
    int divided = 0;
    int plain = 0;
    for (Axis axis : axes()) {
      for (int in = 1; in <= 9; in++) {
        for (PoolSpec spec : poolings(axis, Size.of(in))) {
          List<List<Integer>> windows = windows(spec, axis, in);
          int end = (windows.size() - 1) * axis.stride + axis.reach();
          boolean reachesPast = end > in + 2 * axis.padding;
          boolean somethingDoesNot =
              spec.countIncludePad()
                  ? reachesPast
                  : windows.stream().anyMatch(window -> window.contains(null));
          if (!spec.op().isMax()) {
            boolean divides = has(TestData.padSlice(spec), Divide.class);
            assertThat(divides).as("%s", spec).isEqualTo(somethingDoesNot);
            divided += divides ? 1 : 0;
            plain += divides ? 0 : 1;
          }
        }
      }
    }
    assertThat(divided).isEqualTo(2190);
    assertThat(plain).isEqualTo(3500);
  }

  private static boolean has(Plan plan, Class<? extends Step> kind) {
    return plan.steps().stream().anyMatch(traced -> kind.isInstance(traced.step()));
  }

  /** The reasons speak of ceil_mode where the layer has it. */
  @Test
  void whatIsPaddedForCeilModeSaysSo() {
    RandomPools pools = new RandomPools(SEED);
    int said = 0;
    for (int i = 0; i < 600; i++) {
      PoolSpec spec = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      for (Strategy strategy : List.of(Strategy.PAD_SLICE, Strategy.EXPLICIT)) {
        Alternative alternative =
            Alternative.of(strategy, spec, Targets.usual(spec), Runtime.PORTABLE);
        boolean says =
            alternative.holds()
                && alternative.requirePlan().steps().stream()
                    .anyMatch(traced -> traced.why().contains("ceil_mode"));
        assertThat(says && !spec.ceilMode()).as("%s %s", strategy, spec).isFalse();
        said += says ? 1 : 0;
      }
    }
    assertThat(said).isEqualTo(307);
  }

  /** The reasons speak of groups where the layer has some. */
  @Test
  void groupsAreSpokenOfWhereThereAreSome() {
    RandomSpecs specs = new RandomSpecs(SEED + 6);
    int said = 0;
    for (int i = 0; i < 1000; i++) {
      ConvSpec spec = specs.next();
      for (Strategy strategy : List.of(Strategy.PAD_SLICE, Strategy.ZERO_INSERT)) {
        Alternative alternative =
            Alternative.of(strategy, spec, Targets.usual(spec), Runtime.PORTABLE);
        if (alternative.holds()) {
          boolean says =
              alternative.requirePlan().steps().stream()
                  .anyMatch(traced -> traced.why().contains("groups"));
          assertThat(says).as("%s %s", strategy, spec).isEqualTo(spec.groups() > 1);
          said += says ? 1 : 0;
        }
      }
    }
    assertThat(said).isEqualTo(466);
  }

  /** Keras' layers, by what they refuse. */
  @Test
  void kerasIsClaimedWhereItsLayersTakeTheArguments() {
    RandomSpecs specs = new RandomSpecs(SEED + 1);
    int claimed = 0;
    for (int i = 0; i < 4000; i++) {
      ConvSpec spec = specs.next();
      if (i % 4 == 0 && !spec.op().isTransposed()) {
        spec = atRuntime(spec);
      }
      boolean takes =
          spec.isBatched() && spec.paddingMode() == PaddingMode.ZEROS && kerasTakes(spec);
      assertThat(claims(Strategy.KERAS, spec)).as("%s", spec).isEqualTo(takes);
      claimed += takes ? 1 : 0;
    }
    assertThat(claimed).isEqualTo(524);
  }

  private static boolean kerasTakes(ConvSpec spec) {
    boolean strided = spec.stride().stream().anyMatch(stride -> stride != 1);
    boolean dilated = spec.dilation().stream().anyMatch(dilation -> dilation != 1);
    boolean extended =
        IntStream.range(0, spec.spatialRank())
            .anyMatch(axis -> spec.outputPadding().get(axis) >= spec.stride().get(axis));
    boolean plainKernel = !dilated && spec.groups() == 1;
    if (spec.op().isTransposed()) {
      return plainKernel && !extended;
    }
    return !(strided && dilated) && (spec.spatialRank() < 3 || plainKernel);
  }

  private static ConvSpec atRuntime(ConvSpec spec) {
    return new ConvSpec(
        spec.op(),
        spec.channels(),
        spec.windows(),
        new Padding.RuntimeSame(),
        Collections.nCopies(spec.spatialRank(), 0),
        spec.bias(),
        PaddingMode.ZEROS,
        false,
        spec.inputShape());
  }

  /** A transposed layer of Keras' adds its bias itself, before anything is cropped. */
  @Test
  void kerasAddsTheBiasInTheLayer() {
    RandomSpecs specs = new RandomSpecs(SEED + 2);
    int cropped = 0;
    for (int i = 0; i < 4000; i++) {
      ConvSpec spec = specs.next();
      Alternative alternative =
          Alternative.of(Strategy.KERAS, spec, Targets.usual(spec), Runtime.PORTABLE);
      if (!alternative.holds() || !spec.bias()) {
        continue;
      }
      List<? extends Class<?>> steps =
          alternative.requirePlan().steps().stream()
              .map(traced -> traced.step().getClass())
              .toList();
      Class<?> layer = spec.op().isTransposed() ? OutputShapeConvTranspose.class : Conv.class;
      assertThat(steps.get(steps.indexOf(layer) + 1)).isEqualTo(AddBias.class);
      cropped += steps.contains(Slice.class) ? 1 : 0;
    }
    assertThat(cropped).isEqualTo(49);
  }

  /** The one word for a layer's padding is the first strategy's that says it. */
  @Test
  void theEqualPaddingIsTheFirstThatIsClaimed() {
    RandomSpecs specs = new RandomSpecs(SEED + 3);
    RandomPools pools = new RandomPools(SEED + 4);
    Map<EqualPadding, Integer> equal = new EnumMap<>(EqualPadding.class);
    for (int i = 0; i < 2000; i++) {
      ConvSpec convolution = specs.next();
      Layer layer =
          i % 3 == 0
              ? pools.next(PoolOp.values()[i % PoolOp.values().length])
              : i % 5 == 0 && !convolution.op().isTransposed()
                  ? atRuntime(convolution)
                  : convolution;
      Plan plan = TestData.padSlice(layer);
      boolean unpadded =
          !has(plan, Pad.class) && !has(plan, Slice.class) && !has(plan, Gather.class);
      EqualPadding expected =
          unpadded
              ? EqualPadding.VALID
              : claims(Strategy.SAME, layer)
                  ? EqualPadding.SAME
                  : claims(Strategy.EXPLICIT, layer) ? EqualPadding.EXPLICIT : EqualPadding.NONE;
      assertThat(EqualPadding.of(layer)).as("%s", layer).isEqualTo(expected);
      equal.merge(expected, 1, Integer::sum);
    }
    assertThat(equal)
        .isEqualTo(
            Map.of(
                EqualPadding.VALID,
                348,
                EqualPadding.SAME,
                250,
                EqualPadding.EXPLICIT,
                120,
                EqualPadding.NONE,
                1282));
  }

  @Test
  void aLayerOfTensorFlowsHasItsPadding() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 5);
    for (int i = 0; i < 300; i++) {
      TensorFlowSpec spec = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      EqualPadding expected =
          spec.padding().equals(TensorFlowPadding.SAME)
              ? EqualPadding.SAME
              : spec.padding().equals(TensorFlowPadding.VALID)
                  ? EqualPadding.VALID
                  : EqualPadding.EXPLICIT;
      assertThat(EqualPadding.of(spec)).isEqualTo(expected);
    }
  }
}
