package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTrapsTest {
  private static final String REFLECT = "tf.pad refuses an empty batch with mode=\"REFLECT\"";
  private static final String XLA =
      "XLA (jit_compile=True) refuses max_pool2d with a list of paddings; strategy pad-slice avoids it";

  private static String oneDnn(String op) {
    return "with oneDNN (the default on x86) tf.nn."
        + op
        + " returns an empty float32 batch with the shape of its input";
  }

  private static Plan plan(String fields, Strategy strategy) {
    return Alternative.plan(strategy, TestData.layer("{" + fields + "}").spec(), Runtime.PORTABLE);
  }

  private static List<String> traps(String fields, Strategy strategy) {
    return PlanTraps.of(plan(fields, strategy), Runtime.PORTABLE);
  }

  private static List<String> withOneDnn(String fields, Strategy strategy) {
    return PlanTraps.of(plan(fields, strategy), Runtime.ONEDNN);
  }

  @ParameterizedTest
  @CsvSource({
    "null, false, true",
    "0, true, true",
    "2, false, false",
  })
  void aConvolutionOfAnEmptyBatchMayKeepItsShape(String batch, boolean always, boolean oneDnn) {
    String fields = "'op': 'conv2d', 'kernel_size': 3, 'input_shape': [" + batch + ", 1, 9, 9]";
    assertThat(traps(fields, Strategy.PAD_SLICE))
        .isEqualTo(always ? List.of(oneDnn("conv2d")) : List.of());
    assertThat(withOneDnn(fields, Strategy.PAD_SLICE))
        .isEqualTo(oneDnn ? List.of(oneDnn("conv2d")) : List.of());
    assertThat(PlanTraps.refusals(plan(fields, Strategy.PAD_SLICE))).isEmpty();
  }

  @Test
  void noneThatDoesNotChangeTheShape() {
    String same = "'op': 'conv1d', 'kernel_size': 1, 'in_channels': 2, 'out_channels': 2";
    assertThat(withOneDnn(same, Strategy.PAD_SLICE)).isEmpty();
    String unbatched = "'op': 'conv1d', 'kernel_size': 3, 'input_shape': [1, 9]";
    assertThat(withOneDnn(unbatched, Strategy.PAD_SLICE)).isEmpty();
  }

  @Test
  void transposedOnesOnlyByAForwardOne() {
    String fields = "'op': 'conv_transpose3d', 'kernel_size': 3";
    assertThat(withOneDnn(fields, Strategy.PAD_SLICE)).isEmpty();
    assertThat(withOneDnn(fields, Strategy.ZERO_INSERT)).containsExactly(oneDnn("conv3d"));
  }

  @ParameterizedTest
  @CsvSource({
    "null, 1, true",
    "null, 0, false",
    "0, 1, false",
    "2, 1, false",
  })
  void reflectionOfAnOpenBatch(String batch, int padding, boolean warns) {
    String fields =
        "'op': 'conv1d', 'kernel_size': 3, 'padding_mode': 'reflect', 'padding': "
            + padding
            + ", 'input_shape': ["
            + batch
            + ", 1, 9]";
    assertThat(PlanTraps.refusals(plan(fields, Strategy.PAD_SLICE)))
        .isEqualTo(warns ? List.of(REFLECT) : List.of());
    if (warns) {
      assertThat(traps(fields, Strategy.PAD_SLICE)).containsExactly(REFLECT, oneDnn("conv1d"));
    }
  }

  @Test
  void aPaddingListOfAMaxPooling() {
    String fields = "'op': 'max_pool2d', 'kernel_size': 3, 'padding': 1";
    assertThat(traps(fields, Strategy.EXPLICIT)).containsExactly(XLA);
    assertThat(traps(fields, Strategy.PAD_SLICE)).isEmpty();
    assertThat(
            PlanTraps.refusals(
                plan("'op': 'conv2d', 'kernel_size': 3, 'padding': 1", Strategy.EXPLICIT)))
        .isEmpty();
  }
}
