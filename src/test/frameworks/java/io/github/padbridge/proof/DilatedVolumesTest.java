package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Volumes with different dilations along height and width. TensorFlow swaps the two where it infers
 * the shape of conv3d in a graph, and plans must work there as well.
 */
@Tag("frameworks")
class DilatedVolumesTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000) / 10;
  private static final long SEED = 20_261_201;

  @RegisterExtension final Counts counts = new Counts(SEED);
  private final Conformance conformance = new Conformance(counts);

  @BeforeAll
  static void start() {
    Conformance.start();
  }

  @Test
  void ofWhichTheSwapChangesTheShape() {
    ConvSpec spec =
        new ConvSpec(
            ConvOp.CONV3D,
            Channels.of(1, 1, 1),
            new Windows(List.of(3, 5, 5), List.of(2, 1, 3), List.of(1, 1, 2)),
            new Padding.Explicit(List.of(1, 1, 2)),
            List.of(0, 0, 0),
            true,
            PaddingMode.ZEROS,
            false,
            Shape.of(2, 1, 7, 5, 11));
    assertThat(swapChanges(spec)).isTrue();
    conformance.agree(spec, SEED);
    assertThat(counts.of("plans in a graph")).isPositive();
  }

  @Test
  void random() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      ConvOp op = i % 4 == 0 ? ConvOp.CONV_TRANSPOSE3D : ConvOp.CONV3D;
      ConvSpec spec = specs.next(op);
      while (spec.dilation().get(1).equals(spec.dilation().get(2))) {
        spec = specs.next(op);
      }
      if (op == ConvOp.CONV3D && swapChanges(spec)) {
        counts.add("shapes the swap changes");
      }
      conformance.agree(spec, SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS);
    assertThat(counts.of("shapes the swap changes")).isGreaterThan(SPECS / 5);
    assertThat(counts.of("plans in a graph")).isGreaterThan(SPECS);
  }

  /** Whether a convolution has another output, or none, with its last two dilations swapped. */
  private static boolean swapChanges(ConvSpec spec) {
    List<Integer> dilation = spec.dilation();
    return windows(spec, 1, dilation.get(2)) != windows(spec, 1, dilation.get(1))
        || windows(spec, 2, dilation.get(1)) != windows(spec, 2, dilation.get(2));
  }

  private static long windows(ConvSpec spec, int axis, int dilation) {
    long padded = spec.inputSize(axis).value() + spec.padAmount(axis).total();
    int reach = dilation * (spec.kernelSize().get(axis) - 1);
    return Math.floorDiv(padded - reach - 1, spec.stride().get(axis)) + 1;
  }
}
