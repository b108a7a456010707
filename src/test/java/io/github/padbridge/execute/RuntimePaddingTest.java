package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layers that pad what TensorFlow's SAME does when they run, as timm's Conv2dSame. */
class RuntimePaddingTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static ConvSpec spec(
      ConvOp op, int kernel, int stride, int dilation, int groups, Shape in) {
    int rank = op.spatialRank();
    return new ConvSpec(
        op,
        Channels.of(2, 2 * groups, groups),
        new Windows(
            Collections.nCopies(rank, kernel),
            Collections.nCopies(rank, stride),
            Collections.nCopies(rank, dilation)),
        new Padding.RuntimeSame(),
        Collections.nCopies(rank, 0),
        true,
        PaddingMode.ZEROS,
        false,
        in);
  }

  private static Shape input(int rank, int size) {
    List<Size> sizes = new ArrayList<>(List.of(Size.of(1), Size.of(2)));
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(Size.of(size + axis));
    }
    return new Shape(sizes);
  }

  @Test
  void everyStrategyThatHoldsIsExact() {
    ProvenStrategies proven = new ProvenStrategies();
    int late = 0;
    for (ConvOp op : List.of(ConvOp.CONV1D, ConvOp.CONV2D, ConvOp.CONV3D)) {
      for (int kernel = 1; kernel <= 4; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            for (int size = 1; size <= (op == ConvOp.CONV3D ? 4 : 9); size++) {
              ConvSpec spec =
                  spec(op, kernel, stride, dilation, size % 2 + 1, input(op.spatialRank(), size));
              late += op == ConvOp.CONV3D && startsLate(spec) ? 1 : 0;
              proven.proveAll(spec, Runtime.PORTABLE);
            }
          }
        }
      }
    }
    // Where TensorFlow's 3-D op starts late, and only there, SAME is not claimed.
    assertThat(proven.counts())
        .containsEntry(Strategy.PAD_SLICE, 32 * (9 + 9 + 4))
        .containsEntry(Strategy.EXPLICIT, 32 * 9)
        .containsEntry(Strategy.SAME, 32 * (9 + 9 + 4) - late);
    assertThat(late).isBetween(10, 50);
  }

  /** Whether a stride leaves two elements over that no window needs. */
  private static boolean startsLate(ConvSpec spec) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      long in = spec.inputSize(axis).value();
      long stride = spec.stride().get(axis);
      long lastWindow = (in - 1) / stride * stride;
      if (in - (lastWindow + spec.effectiveKernel(axis)) >= 2) {
        return true;
      }
    }
    return false;
  }

  /** SAME, or a padding that is right for every size: where the windows always start alike. */
  @Test
  void whereSizesAreOpenSomeStrategyApplies() {
    int none = 0;
    for (int stride = 1; stride <= 5; stride++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (ConvOp op : List.of(ConvOp.CONV1D, ConvOp.CONV2D, ConvOp.CONV3D)) {
          ConvSpec spec =
              spec(op, kernel, stride, 1, 1, TorchSpec.unknownInput(op.spatialRank(), Size.of(2)));
          boolean startsLate = op == ConvOp.CONV3D && kernel - stride <= -2;
          boolean fixed = (kernel - 1) / 2 == Math.max(kernel - stride, 0) / 2;
          for (Alternative alternative :
              Alternative.all(spec, Targets.usual(spec), Runtime.PORTABLE)) {
            boolean applies =
                switch (alternative.strategy()) {
                  case PAD_SLICE -> fixed;
                  case EXPLICIT -> fixed && op == ConvOp.CONV2D;
                  case SAME -> !startsLate;
                  case KERAS -> op != ConvOp.CONV3D || fixed;
                  case ZERO_INSERT -> false;
                };
            assertThat(alternative.holds()).as("%s %s", alternative, spec).isEqualTo(applies);
          }
          if (startsLate && !fixed) {
            none++;
            assertThatThrownBy(
                    () -> Alternative.usual(spec, Targets.usual(spec), Runtime.PORTABLE).strategy())
                .isInstanceOf(Refusal.class);
            continue;
          }
          assertThat(Alternative.usual(spec, Targets.usual(spec), Runtime.PORTABLE).strategy())
              .isEqualTo(startsLate ? Strategy.PAD_SLICE : Strategy.SAME);
        }
      }
    }
    assertThat(none).isEqualTo(1);
  }

  private static Tensor tensor(int... shape) {
    int elements = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    SplittableRandom random = new SplittableRandom(elements);
    return new Tensor(shape, random.ints(elements, -9, 10).asDoubleStream().toArray());
  }

  /** The fixed amounts are proven at many sizes, those with the longest rest among them. */
  @Test
  void aFixedPaddingIsRightForEverySize() {
    int proven = 0;
    for (int stride = 1; stride <= 5; stride++) {
      for (int kernel = 1; kernel <= 6; kernel++) {
        ConvSpec open =
            spec(ConvOp.CONV1D, kernel, stride, 1, 1, TorchSpec.unknownInput(1, Size.of(2)));
        if (!Alternative.of(Strategy.PAD_SLICE, open, Targets.usual(open), Runtime.PORTABLE)
            .holds()) {
          continue;
        }
        Plan plan = Alternative.plan(Strategy.PAD_SLICE, open, Runtime.PORTABLE);
        for (int size = 1; size <= 12; size++) {
          ConvSpec sized = open.withInputShape(Shape.of(2, 2, size));
          CaseTensors on =
              new CaseTensors(tensor(2, 2, size), tensor(2, 2, kernel), tensor(2), null);
          Tensor y = PlansOnNd4j.run(plan, on, Precision.FLOAT64);
          Tensor expected = TorchInLoops.run(sized, on.x(), on.requireWeight(), on.bias());
          assertThat(y.shape()).as("%s", sized).isEqualTo(expected.shape());
          assertThat(y.data()).as("%s", sized).isEqualTo(expected.data());
          proven++;
        }
      }
    }
    assertThat(proven).isEqualTo(192);
  }

  @Test
  void padsAsTimmPrintsIt() {
    // timm 1.0: Conv2dSame(3, 48, 3, stride=2) on 380 x 381 pads (0, 1) and (1, 1).
    ConvSpec spec = spec(ConvOp.CONV2D, 3, 2, 1, 1, Shape.of(1, 2, 380, 381));
    assertThat(spec.padAmount(0)).isEqualTo(new PadAmount(0, 1));
    assertThat(spec.padAmount(1)).isEqualTo(new PadAmount(1, 1));
    assertThat(spec.outputShape()).isEqualTo(Shape.of(1, 2, 190, 191));
  }
}
