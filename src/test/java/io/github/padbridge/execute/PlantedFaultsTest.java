package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The proof can fail: every way to get a translation wrong that people have met is planted in plans
 * that are right, and verification must find each one in every layer where it cannot hide. Most of
 * these plans end in the right shape.
 */
class PlantedFaultsTest {
  private static final long SEED = 5;
  private static final int LAYERS = 100;

  /**
   * Plants {@code fault} in the plans of as many layers of which {@code where} holds, and counts
   * the ones found.
   */
  private static int found(Predicate<ConvSpec> where, Function<ConvSpec, Plan> fault) {
    RandomSpecs specs = new RandomSpecs(SEED);
    Verifier right = new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), TestData::padSlice);
    Verifier wrong =
        new Verifier(
            VerifySettings.DEFAULT, new Nd4jEngine(), layer -> fault.apply((ConvSpec) layer));
    int found = 0;
    for (int layer = 0; layer < LAYERS; ) {
      ConvSpec spec = specs.next();
      if (!isTelling(spec)
          || !where.test(spec)
          || fault.apply(spec).equals(TestData.padSlice(spec))) {
        continue;
      }
      layer++;
      LayerRecord record = new LayerRecord(LayerRecord.Label.NONE, spec, null);
      assertThat(right.verify(record).agree()).as("%s, as it should be", spec).isTrue();
      Agreement agreement = wrong.verify(record);
      assertThat(agreement.agree()).as("%s, with the fault", spec).isFalse();
      if (agreement.result().contradiction() == null) {
        assertThat(agreement.result().comparison().differing()).isPositive();
        assertThat(agreement.result().comparison().maxAbsDiff()).isPositive();
        assertThat(agreement.result().comparison().first()).isNotNull();
      }
      found++;
    }
    return found;
  }

  /**
   * True for a layer in which no fault of geometry can hide: in a smaller one a wrong plan may
   * still be right, when every output is one element long, say, or when the crop leaves only the
   * zeros between what a stride writes.
   */
  private static boolean isTelling(ConvSpec spec) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      long reach = spec.effectiveKernel(axis);
      long seen = spec.outputSize(axis).value();
      if (spec.kernelSize().get(axis) < 2
          || spec.inputSize(axis).value() < 4
          || seen < (isForward(spec) ? 3 : 2 * reach + 1)
          || (isTransposed(spec) && spec.padAmount(axis).before() >= reach)) {
        return false;
      }
    }
    return true;
  }

  /** The right plan with every step of one kind changed. */
  private static <S extends Step> Function<ConvSpec, Plan> changing(
      Class<S> kind, UnaryOperator<S> change) {
    return spec -> {
      List<Step> steps = new ArrayList<>();
      for (Plan.Traced traced : TestData.padSlice(spec).steps()) {
        steps.add(
            kind.isInstance(traced.step())
                ? change.apply(kind.cast(traced.step()))
                : traced.step());
      }
      return plan(spec, steps);
    };
  }

  private static Plan plan(ConvSpec spec, List<Step> steps) {
    Plan.Builder plan =
        new Plan.Builder(TensorFlowOpSet.OPS, "pad-slice", spec.inputShape(), spec.weightShape());
    List<Plan.Traced> right = TestData.padSlice(spec).steps();
    for (int i = 0; i < steps.size(); i++) {
      plan.add(steps.get(i), i < right.size() ? right.get(i).why() : "");
    }
    return plan.build();
  }

  private static boolean isTransposed(ConvSpec spec) {
    return spec.op().isTransposed();
  }

  private static boolean isForward(ConvSpec spec) {
    return !spec.op().isTransposed();
  }

  private static Pad moved(Pad pad, int by) {
    return new Pad(
        pad.paddings().stream()
            .map(
                p ->
                    p.isNone() || p.after() < by
                        ? p
                        : new PadAmount(p.before() + by, p.after() - by))
            .toList(),
        pad.mode());
  }

  @Test
  void paddingOffByOne() {
    assertThat(found(PlantedFaultsTest::isForward, changing(Pad.class, pad -> moved(pad, 1))))
        .isEqualTo(LAYERS);
  }

  @Test
  void paddingOneTooLong() {
    assertThat(
            found(
                spec -> isForward(spec) && spec.stride().stream().allMatch(stride -> stride == 1),
                changing(
                    Pad.class,
                    pad ->
                        new Pad(
                            pad.paddings().stream()
                                .map(p -> p.isNone() ? p : new PadAmount(p.before(), p.after() + 1))
                                .toList(),
                            pad.mode()))))
        .isEqualTo(LAYERS);
  }

  @Test
  void borderElementsOffByOne() {
    assertThat(
            found(
                PlantedFaultsTest::isForward,
                changing(
                    Gather.class,
                    g ->
                        g.amount().after() == 0
                            ? g
                            : new Gather(
                                g.axis(),
                                new PadAmount(g.amount().before() + 1, g.amount().after() - 1),
                                g.mode()))))
        .isEqualTo(LAYERS);
  }

  @Test
  void leftAndRightSwapped() {
    assertThat(
            found(
                spec -> spec.padding() instanceof Padding.Same,
                changing(
                    Pad.class,
                    pad ->
                        new Pad(
                            pad.paddings().stream()
                                .map(p -> new PadAmount(p.after(), p.before()))
                                .toList(),
                            pad.mode()))))
        .isEqualTo(LAYERS);
  }

  @Test
  void croppedOneTooEarly() {
    assertThat(
            found(
                PlantedFaultsTest::isTransposed,
                changing(
                    Slice.class,
                    slice ->
                        new Slice(
                            slice.begin().stream().map(b -> Math.max(b - 1, 0)).toList(),
                            slice.size()))))
        .isEqualTo(LAYERS);
  }

  @Test
  void outputPaddingTakenFromTheFront() {
    assertThat(
            found(
                spec -> isTransposed(spec) && spec.outputPadding().stream().anyMatch(p -> p > 0),
                spec -> changing(Slice.class, slice -> earlier(slice, spec)).apply(spec)))
        .isEqualTo(LAYERS);
  }

  private static Slice earlier(Slice slice, ConvSpec spec) {
    List<Integer> begin = new ArrayList<>(slice.begin());
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      begin.set(axis + 1, Math.max(begin.get(axis + 1) - spec.outputPadding().get(axis), 0));
    }
    return new Slice(begin, slice.size());
  }

  @Test
  void outputPaddingIgnored() {
    assertThat(
            found(
                spec -> isTransposed(spec) && spec.outputPadding().stream().anyMatch(p -> p > 0),
                PlantedFaultsTest::withoutOutputPadding))
        .isEqualTo(LAYERS);
  }

  private static Plan withoutOutputPadding(ConvSpec spec) {
    try {
      ConvSpec without =
          new ConvSpec(
              spec.op(),
              spec.channels(),
              spec.windows(),
              spec.padding(),
              Collections.nCopies(spec.spatialRank(), 0),
              spec.bias(),
              spec.paddingMode(),
              false,
              spec.inputShape());
      return TestData.padSlice(without);
    } catch (Refusal nothingLeft) {
      return TestData.padSlice(spec);
    }
  }

  @Test
  void biasAddedBeforeTheZerosOfOutputPadding() {
    assertThat(
            found(
                spec -> isTransposed(spec) && spec.bias(),
                spec -> {
                  List<Step> steps = new ArrayList<>();
                  TestData.padSlice(spec).steps().forEach(traced -> steps.add(traced.step()));
                  int pad = indexOf(steps, Pad.class);
                  if (pad >= 0) {
                    steps.remove(indexOf(steps, AddBias.class));
                    steps.add(pad, new AddBias(spec.spatialRank() + 1));
                  }
                  return pad < 0 ? TestData.padSlice(spec) : plan(spec, steps);
                }))
        .isEqualTo(LAYERS);
  }

  @Test
  void biasForgotten() {
    assertThat(
            found(
                ConvSpec::bias,
                spec -> {
                  List<Step> steps = new ArrayList<>();
                  TestData.padSlice(spec).steps().forEach(traced -> steps.add(traced.step()));
                  steps.remove(indexOf(steps, AddBias.class));
                  return plan(spec, steps);
                }))
        .isEqualTo(LAYERS);
  }

  private static int indexOf(List<Step> steps, Class<? extends Step> kind) {
    for (int i = 0; i < steps.size(); i++) {
      if (kind.isInstance(steps.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * At stride 1 a transposed convolution is a padded forward one with the kernel flipped; here it
   * is not flipped.
   */
  @Test
  void kernelNotFlipped() {
    assertThat(
            found(
                spec ->
                    spec.op() == ConvOp.CONV_TRANSPOSE1D
                        && spec.isBatched()
                        && spec.groups() == 1
                        && spec.stride().get(0) == 1
                        && spec.kernelSize().get(0) > 1
                        && !spec.flipKernel()
                        && spec.effectiveKernel(0) > spec.padAmount(0).before(),
                PlantedFaultsTest::unflipped))
        .isEqualTo(LAYERS);
  }

  /** A convolution of mathematics ported as the cross-correlation that both frameworks compute. */
  @Test
  void flipForgotten() {
    assertThat(
            found(
                ConvSpec::flipKernel,
                spec ->
                    plan(
                        spec,
                        TestData.padSlice(spec).steps().stream()
                            .map(Plan.Traced::step)
                            .filter(step -> !(step instanceof FlipKernel))
                            .toList())))
        .isEqualTo(LAYERS);
  }

  private static Plan unflipped(ConvSpec spec) {
    int around = Math.toIntExact(spec.effectiveKernel(0) - 1 - spec.padAmount(0).before());
    PadAmount pad = new PadAmount(around, around + spec.outputPadding().get(0));
    List<Step> steps = new ArrayList<>();
    steps.add(new Transpose(Operand.DATA, new Layout("NCL"), new Layout("NLC")));
    steps.add(new Transpose(Operand.WEIGHT, new Layout("IOL"), new Layout("LIO")));
    steps.add(new Pad(List.of(PadAmount.NONE, pad, PadAmount.NONE), Pad.Mode.CONSTANT));
    steps.add(Conv.channelsLast(List.of(1), spec.dilation(), Size.of(1), WindowPadding.VALID));
    if (spec.bias()) {
      steps.add(new AddBias(2));
    }
    steps.add(new Transpose(Operand.DATA, new Layout("NLC"), new Layout("NCL")));
    return plan(spec, steps);
  }

  @Test
  void dilationDropped() {
    assertThat(
            found(
                PlantedFaultsTest::isForward,
                changing(
                    Conv.class,
                    conv ->
                        Conv.channelsLast(
                            conv.strides(),
                            Collections.nCopies(conv.dilations().size(), 1),
                            conv.groups(),
                            conv.padding()))))
        .isEqualTo(LAYERS);
  }

  @Test
  void dilationsOfTwoAxesExchanged() {
    assertThat(
            found(
                PlantedFaultsTest::isTransposed,
                changing(
                    DilateKernel.class,
                    dilate -> {
                      List<Integer> dilations = new ArrayList<>(dilate.dilations());
                      Collections.reverse(dilations);
                      return new DilateKernel(dilations);
                    })))
        .isEqualTo(LAYERS);
  }

  @Test
  void groupsExchanged() {
    assertThat(
            found(
                spec -> spec.groups() > 1,
                spec -> {
                  List<Step> steps = new ArrayList<>();
                  TestData.padSlice(spec).steps().forEach(traced -> steps.add(traced.step()));
                  // Every channel moves on by one group: rank + 1 is the channels' axis once they
                  // are last.
                  int group = spec.inChannels().intValue() / spec.groups();
                  int channelsLast = spec.isBatched() ? 1 : 2;
                  steps.add(
                      channelsLast,
                      new Gather(
                          spec.spatialRank() + 1, new PadAmount(group, -group), Gather.Mode.WRAP));
                  return plan(spec, steps);
                }))
        .isEqualTo(LAYERS);
  }

  @Test
  void strideOfTwoAxesExchanged() {
    assertThat(
            found(
                spec -> isForward(spec) && spec.spatialRank() == 2 && spec.bias(),
                changing(
                    Conv.class,
                    conv -> {
                      List<Integer> strides = new ArrayList<>(conv.strides());
                      Collections.reverse(strides);
                      return Conv.channelsLast(
                          strides, conv.dilations(), conv.groups(), conv.padding());
                    })))
        .isEqualTo(LAYERS);
  }

  @Test
  void inputAndOutputChannelsOfTheKernelExchanged() {
    assertThat(
            found(
                spec ->
                    isForward(spec)
                        && spec.inChannels().equals(spec.outChannels())
                        && spec.inChannels().value() > spec.groups(),
                spec ->
                    changing(
                            Transpose.class,
                            t ->
                                t.on() == Operand.WEIGHT && spec.groups() == 1
                                    ? new Transpose(
                                        Operand.WEIGHT,
                                        Layout.of("IO", spec.spatialRank(), ""),
                                        t.to())
                                    : t)
                        .apply(spec)))
        .isEqualTo(LAYERS);
  }
}
