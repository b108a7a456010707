package io.github.padbridge.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.Permuted;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ports whose mistakes change more than one thing. */
class UnusualPortsTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(20261129);

  private static Layer layer(String spec) {
    return TestData.layer("{" + spec + "}").spec();
  }

  private static Tensor random(int... shape) {
    int count = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    return new Tensor(shape, RANDOM.doubles(count, -2, 2).toArray());
  }

  private static Tensor run(String spec, Tensor x, @Nullable Tensor weight) {
    return Definition.inLoops(layer(spec), new CaseTensors(x, weight, null, null));
  }

  private static List<Set<Kind>> found(String spec, Tensor x, @Nullable Tensor weight, Tensor y) {
    CaseTensors given = new CaseTensors(x, weight, null, y);
    return Diagnosis.of(layer(spec), given, Tolerance.FLOAT64).findings().stream()
        .<Set<Kind>>map(finding -> new HashSet<>(finding.kinds()))
        .toList();
  }

  /** A pad in front of the pooling makes the padding data, which every average counts. */
  @Test
  void anAverageCountsReflectedElements() {
    Tensor x = random(1, 1, 7);
    double[] in = x.data();
    double[] padded = {in[1], in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[5]};
    Tensor y =
        run(
            "'op': 'avg_pool1d', 'kernel_size': 3, 'stride': 2, 'input_shape': [1, 1, 9]",
            new Tensor(new int[] {1, 1, 9}, padded),
            null);
    for (String counts : new String[] {"true", "false"}) {
      String spec =
          "'op': 'avg_pool1d', 'kernel_size': 3, 'stride': 2, 'padding': 1,"
              + " 'input_shape': [1, 1, 7], 'count_include_pad': "
              + counts;
      assertThat(found(spec, x, null, y)).containsExactly(Set.of(Kind.PADDING_MODE));
    }
  }

  /** The rows of a flattened output are as long as its mistake makes them. */
  @Test
  void aFlattenedOutputMayHaveOtherSizes() {
    String conv =
        "'op': 'conv2d', 'in_channels': 2, 'out_channels': 3, 'kernel_size': 3, 'padding': 1,"
            + " 'bias': false, 'input_shape': [2, 2, 6, 7]";
    Tensor x = random(2, 2, 6, 7);
    Tensor weight = random(3, 2, 3, 3);
    Tensor whole = run(conv, x, weight);
    Tensor y = new Tensor(new int[] {2, 126}, whole.data());
    assertThat(found(conv + ", 'stride': 2", x, weight, y))
        .containsExactly(EnumSet.of(Kind.STRIDE, Kind.OUTPUT_LAYOUT));
  }

  @Test
  void allIsCroppedAtOneEnd() {
    String conv =
        "'op': 'conv_transpose1d', 'in_channels': 2, 'out_channels': 1, 'kernel_size': 4,"
            + " 'stride': 2, 'bias': false, 'input_shape': [1, 2, 6]";
    Tensor x = random(1, 2, 6);
    Tensor weight = random(2, 1, 4);
    double[] full = run(conv, x, weight).data();
    for (int from : new int[] {0, 6}) {
      Tensor y = new Tensor(new int[] {1, 1, 8}, Arrays.copyOfRange(full, from, from + 8));
      assertThat(found(conv + ", 'padding': 3", x, weight, y)).containsExactly(Set.of(Kind.CROP));
    }
  }

  /** A dilation allows output_padding without the stride, and a port may leave it out. */
  @Test
  void theStrideGoesWithItsOutputPadding() {
    String conv =
        "'op': 'conv_transpose1d', 'in_channels': 2, 'out_channels': 1, 'kernel_size': 3,"
            + " 'dilation': 2, 'bias': false, 'input_shape': [1, 2, 6]";
    Tensor x = random(1, 2, 6);
    Tensor weight = random(2, 1, 3);
    for (int kept : new int[] {0, 1}) {
      Tensor y = run(conv + ", 'output_padding': " + kept, x, weight);
      assertThat(found(conv + ", 'stride': 2, 'output_padding': 1", x, weight, y))
          .containsExactly(Set.of(Kind.STRIDE));
    }
  }

  @Test
  void theInputIsReshapedAndExchanged() {
    Tensor x = random(1, 3, 5, 7);
    Tensor last = new Tensor(new int[] {1, 5, 7, 3}, x.data());
    Tensor exchanged = Permuted.of(last, new int[] {0, 3, 2, 1});
    Tensor y =
        run(
            "'op': 'max_pool2d', 'kernel_size': [2, 3], 'input_shape': [1, 3, 7, 5]",
            exchanged,
            null);
    assertThat(
            found(
                "'op': 'max_pool2d', 'kernel_size': [2, 3], 'input_shape': [1, 3, 5, 7]",
                x,
                null,
                y))
        .containsExactly(EnumSet.of(Kind.LAYOUT_RESHAPED, Kind.KERNEL_AXES));
  }

  @Test
  void dataWithoutNumbersIsRefused() {
    String spec = "'op': 'max_pool2d', 'kernel_size': 2, 'input_shape': [%d, 1, 4, 4]";
    Tensor some = random(1, 1, 2, 2);
    Tensor none = new Tensor(new int[] {0, 1, 2, 2}, new double[0]);
    assertThatThrownBy(() -> found(spec.formatted(1), random(1, 1, 4, 4), null, none))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("y has no numbers: its shape is (0, 1, 2, 2)");
    assertThatThrownBy(() -> found(spec.formatted(0), random(0, 1, 4, 4), null, some))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("x has no numbers: its shape is (0, 1, 4, 4)");
  }
}
