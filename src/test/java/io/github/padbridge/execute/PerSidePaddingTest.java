package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Convolutions behind pads that differ before and after an axis. */
class PerSidePaddingTest {
  private static final List<ConvOp> FORWARD = List.of(ConvOp.CONV1D, ConvOp.CONV2D, ConvOp.CONV3D);

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static ConvSpec spec(SplittableRandom random) {
    ConvOp op = FORWARD.get(random.nextInt(3));
    int rank = op.spatialRank();
    PaddingMode mode = PaddingMode.values()[random.nextInt(PaddingMode.values().length)];
    List<PadAmount> amounts = new ArrayList<>();
    List<Size> input = new ArrayList<>(List.of(Size.of(1), Size.of(2)));
    for (int axis = 0; axis < rank; axis++) {
      amounts.add(new PadAmount(random.nextInt(4), random.nextInt(4)));
      input.add(Size.of(4 + random.nextInt(rank == 3 ? 2 : 5)));
    }
    List<Integer> kernelSize = Collections.nCopies(rank, 1 + random.nextInt(3));
    List<Integer> stride = Collections.nCopies(rank, 1 + random.nextInt(3));
    return new ConvSpec(
        op,
        Channels.of(2, 2, 1 + random.nextInt(2)),
        new Windows(kernelSize, stride, Collections.nCopies(rank, 1)),
        new Padding.PerSide(amounts),
        Collections.nCopies(rank, 0),
        true,
        mode,
        false,
        new io.github.padbridge.shape.Shape(input));
  }

  @Test
  void everyStrategyThatHoldsIsExact() {
    SplittableRandom random = new SplittableRandom(11);
    ProvenStrategies proven = new ProvenStrategies();
    for (int i = 0; i < 300; i++) {
      ConvSpec spec = spec(random);
      proven.proveAll(spec, Runtime.PORTABLE);
    }
    assertThat(proven.counts()).containsEntry(Strategy.PAD_SLICE, 300);
    assertThat(proven.counts().get(Strategy.EXPLICIT)).isGreaterThan(15);
    assertThat(proven.counts().get(Strategy.KERAS)).isGreaterThan(40);
    assertThat(proven.counts().get(Strategy.SAME)).isPositive();
  }
}
