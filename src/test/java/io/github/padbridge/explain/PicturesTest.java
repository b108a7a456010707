package io.github.padbridge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every cell and every number of a picture is one of the layer's, or of its plan's. */
class PicturesTest {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static long count(Strip strip, Cell cell) {
    return LongStream.range(strip.begin(), strip.end()).filter(at -> strip.at(at) == cell).count();
  }

  private static Strip strip(AxisPicture picture, String name) {
    return picture.strips().stream()
        .filter(strip -> strip.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> numbers(String note) {
    List<Long> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(note);
    while (matcher.find()) {
      numbers.add(Long.parseLong(matcher.group()));
    }
    return numbers;
  }

  private static <T extends Step> Optional<T> only(Plan plan, Class<T> type) {
    return plan.steps().stream()
        .map(Plan.Traced::step)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static Pictures pictures(Layer layer) {
    Pictures pictures = Pictures.of(layer).orElseThrow();
    assertThat(pictures.axes()).hasSize(layer.spatialRank());
    return pictures;
  }

  /** What an axis of the picture of a forward layer says of itself, by its cells alone. */
  private static void checkForward(
      AxisPicture picture,
      Layer layer,
      int axis,
      long before,
      long taps,
      long dilation,
      long stride) {
    Strip input = strip(picture, "input");
    long in = layer.inputSize(axis).value();
    long out = layer.outputSize(axis).value();
    assertThat(count(input, Cell.INPUT) + count(input, Cell.CUT)).isEqualTo(in);
    assertThat(numbers(input.note()).get(0)).isEqualTo(in);
    Strip output = strip(picture, "output");
    assertThat(count(output, Cell.OUTPUT)).isEqualTo(out);
    assertThat(numbers(output.note()).get(0)).isEqualTo(out);
    Strip first = strip(picture, "first");
    assertThat(count(first, Cell.TAP)).isEqualTo(taps);
    Strip last = out > 1 ? strip(picture, "last") : first;
    for (long tap = 0; tap < taps; tap++) {
      assertThat(first.at(tap * dilation)).isEqualTo(Cell.TAP);
      assertThat(last.at((out - 1) * stride + tap * dilation)).isEqualTo(Cell.TAP);
      // Each window meets the element that the definition names, and padding elsewhere.
      for (long window : new long[] {0, out - 1}) {
        long element = window * stride + tap * dilation - before;
        assertThat(input.at(window * stride + tap * dilation) == Cell.INPUT)
            .isEqualTo(0 <= element && element < in);
      }
    }
    assertThat(picture.begin()).isEqualTo(Math.min(input.begin(), 0));
    assertThat(picture.end()).isEqualTo(Math.max(input.end(), last.end()));
  }

  @Test
  void convolutionsShowWhatTheirPlansPadAndSlice() {
    RandomSpecs specs = new RandomSpecs(77);
    int axes = 0;
    int padded = 0;
    int sliced = 0;
    int planes = 0;
    for (int i = 0; i < 600; i++) {
      ConvSpec spec = specs.next();
      Plan plan = TestData.padSlice(spec);
      Pictures pictures = pictures(spec);
      assertThat(pictures.layer()).isEqualTo(spec);
      for (int axis = 0; axis < spec.spatialRank(); axis++) {
        AxisPicture picture = pictures.axes().get(axis);
        if (spec.op().isTransposed()) {
          sliced += checkTransposed(picture, spec, plan, axis);
        } else {
          PadAmount pad = spec.padAmount(axis);
          checkForward(
              picture,
              spec,
              axis,
              pad.before(),
              spec.kernelSize().get(axis),
              spec.dilation().get(axis),
              spec.stride().get(axis));
          padded += checkPad(picture, plan, axis);
        }
        axes++;
      }
      if (spec.spatialRank() == 2) {
        planes += checkPlane(PlanePicture.of(pictures).orElseThrow(), spec, plan);
      } else {
        assertThat(PlanePicture.of(pictures)).isEmpty();
      }
    }
    assertThat(planes).isGreaterThan(150);
    assertThat(axes).isGreaterThan(1000);
    assertThat(padded).isGreaterThan(100);
    assertThat(sliced).isGreaterThan(100);
  }

  /** The sizes of both arrays are those that the plan's convolution reads and leaves. */
  private static int checkPlane(PlanePicture picture, ConvSpec spec, Plan plan) {
    List<Long> read = null;
    List<Long> left = null;
    Shape before = plan.input();
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step() instanceof Conv || traced.step() instanceof OutputShapeConvTranspose) {
        read = List.of(before.size(1).value(), before.size(2).value());
        left = List.of(traced.shape().size(1).value(), traced.shape().size(2).value());
      }
      before = traced.step().on() == Operand.DATA ? traced.shape() : before;
    }
    List<Long> in = List.of(spec.inputSize(0).value(), spec.inputSize(1).value());
    List<Long> out = List.of(spec.outputSize(0).value(), spec.outputSize(1).value());
    assertThat(count(picture.result(), Cell.OUTPUT) + count(picture.result(), Cell.EXTENSION))
        .isEqualTo(out.get(0) * out.get(1));
    Strip rows = picture.result().rows();
    assertThat(count(rows, Cell.OUTPUT) + count(rows, Cell.EXTENSION)).isEqualTo(out.get(0));
    assertThat(count(picture.source().rows(), Cell.PADDING))
        .isEqualTo(count(strip(picture.rows(), "input"), Cell.PADDING));
    List<Long> source = numbers(picture.source().note());
    List<Long> result = numbers(picture.result().note());
    assertThat(source.subList(0, 2)).isEqualTo(in);
    assertThat(result.subList(0, 2)).isEqualTo(out);
    if (read == null) {
      // Some layers are nothing but their bias.
      return 0;
    }
    if (spec.op().isTransposed()) {
      assertThat(result.size() == 2 ? out : result.subList(2, 4)).isEqualTo(left);
      assertThat(count(picture.source(), Cell.INPUT)).isEqualTo(in.get(0) * in.get(1));
    } else {
      assertThat(source.size() == 2 ? in : source.subList(2, 4)).isEqualTo(read);
      assertThat(count(picture.source(), Cell.INPUT) + count(picture.source(), Cell.PADDING))
          .isEqualTo(read.get(0) * read.get(1));
    }
    return 1;
  }

  private static long count(Plane plane, Cell cell) {
    return LongStream.range(plane.rows().begin(), plane.rows().end())
        .map(
            row ->
                LongStream.range(plane.columns().begin(), plane.columns().end())
                    .filter(column -> plane.at(row, column) == cell)
                    .count())
        .sum();
  }

  private static int checkPad(AxisPicture picture, Plan plan, int axis) {
    Strip input = strip(picture, "input");
    Optional<Pad> pad = only(plan, Pad.class);
    if (pad.isEmpty()) {
      return 0;
    }
    PadAmount amount = pad.get().paddings().get(1 + axis);
    long before =
        LongStream.range(picture.begin(), picture.end())
            .takeWhile(at -> input.at(at) == Cell.PADDING)
            .count();
    assertThat(before).isEqualTo(Math.max(amount.before(), 0));
    assertThat(count(input, Cell.PADDING) - before).isEqualTo(Math.max(amount.after(), 0));
    if (amount.before() > 0 || amount.after() > 0) {
      assertThat(numbers(input.note()).subList(1, 3))
          .containsExactly((long) amount.before(), (long) amount.after());
      return 1;
    }
    return 0;
  }

  private static int checkTransposed(AxisPicture picture, ConvSpec spec, Plan plan, int axis) {
    long stride = spec.stride().get(axis);
    long in = spec.inputSize(axis).value();
    long out = spec.outputSize(axis).value();
    Strip input = strip(picture, "input");
    assertThat(count(input, Cell.INPUT)).isEqualTo(in);
    assertThat(count(input, Cell.INSERTED)).isEqualTo((in - 1) * (stride - 1));
    Strip output = strip(picture, "output");
    long extended = count(output, Cell.EXTENSION);
    assertThat(extended).isEqualTo(Math.min(spec.outputPadding().get(axis), out));
    assertThat(count(output, Cell.OUTPUT) + extended).isEqualTo(out);
    assertThat(numbers(output.note()).get(0)).isEqualTo(out);
    Strip full = strip(picture, "full");
    assertThat(numbers(full.note()).get(0)).isEqualTo(count(full, Cell.FULL));
    // The plan's full result is as long but for what output_padding adds past it.
    int outputAxis = 1 + axis;
    long convolved =
        plan.steps().stream()
            .filter(traced -> traced.step() instanceof OutputShapeConvTranspose)
            .findFirst()
            .map(traced -> traced.shape().size(outputAxis).value())
            .orElse(count(full, Cell.FULL));
    assertThat(count(full, Cell.FULL)).isEqualTo(convolved);
    Optional<Slice> slice = only(plan, Slice.class);
    long cut =
        LongStream.range(0, picture.end()).takeWhile(at -> output.at(at) == Cell.CUT).count();
    if (slice.isEmpty()) {
      assertThat(cut).isZero();
      return 0;
    }
    assertThat(cut).isEqualTo(slice.get().begin().get(outputAxis).longValue());
    assertThat(slice.get().size().get(outputAxis).value()).isEqualTo(out);
    return 1;
  }

  @Test
  void poolingsShowEveryWindow() {
    RandomPools pools = new RandomPools(78);
    int windowsPastTheEnd = 0;
    for (int i = 0; i < 400; i++) {
      PoolSpec spec = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      for (int axis = 0; axis < spec.spatialRank(); axis++) {
        AxisPicture picture = pictures(spec).axes().get(axis);
        long padding = spec.padding().get(axis);
        checkForward(
            picture,
            spec,
            axis,
            padding,
            spec.kernelSize().get(axis),
            spec.dilation().get(axis),
            spec.stride().get(axis));
        long end = strip(picture, "input").end();
        windowsPastTheEnd += end > spec.inputSize(axis).value() + 2 * padding ? 1 : 0;
        assertThat(picture.end()).isEqualTo(end);
      }
    }
    assertThat(windowsPastTheEnd).isGreaterThan(20);
  }

  /** TensorFlow's layers, with what SAME pads or crops counted off the picture. */
  @Test
  void tensorFlowsLayersShowWhatSamePads() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(79);
    int transposed = 0;
    for (int i = 0; i < 600; i++) {
      var spec = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      for (int axis = 0; axis < spec.spatialRank(); axis++) {
        AxisPicture picture = pictures(spec).axes().get(axis);
        PadAmount amount = spec.padAmount(axis).orElseThrow();
        if (spec.op().isTransposed()) {
          Strip output = strip(picture, "output");
          assertThat(count(output, Cell.OUTPUT)).isEqualTo(spec.outputSize(axis).value());
          assertThat(output.at(amount.before())).isEqualTo(Cell.OUTPUT);
          assertThat(count(strip(picture, "input"), Cell.INPUT))
              .isEqualTo(spec.inputSize(axis).value());
          transposed++;
        } else {
          checkForward(
              picture,
              spec,
              axis,
              amount.before(),
              spec.kernelSize().get(axis),
              spec.dilations().get(axis),
              spec.strides().get(axis));
        }
      }
    }
    assertThat(transposed).isGreaterThan(100);
  }

  @Test
  void sizesThatAreOpenAreDrawnWithTheFirstThatTheLayerTakes() {
    RandomSpecs specs = new RandomSpecs(80);
    int drawn = 0;
    for (int i = 0; i < 300; i++) {
      ConvSpec known = specs.next();
      ConvSpec open =
          known.withInputShape(TorchSpec.unknownInput(known.spatialRank(), known.inChannels()));
      Pictures pictures = Pictures.of(open).orElseThrow();
      assertThat(pictures.layer().inputShape().isKnown()).isTrue();
      drawn += pictures.layer().inputSize(0).value() >= 5 ? 1 : 0;
    }
    assertThat(drawn).isEqualTo(300);
  }
}
