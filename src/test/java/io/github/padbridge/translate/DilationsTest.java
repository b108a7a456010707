package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Step;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a dilation is left to TensorFlow's op, and where zeros go into the kernel instead. */
class DilationsTest {
  @ParameterizedTest
  @CsvSource({
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,5,5]', '[1,1,2]', true",
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,5,5]', '[1,2,1]', true",
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,1,5]', '[1,1,2]', true",
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,5,1]', '[1,2,1]', true",
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,1,1]', '[2,1,3]', false",
    "conv3d, '', ONEDNN, PAD_SLICE, '[3,5,5]', '[3,2,2]', false",
    "conv3d, 'same', ONEDNN, SAME, '[3,5,5]', '[1,1,2]', false",
    "conv3d, '', PORTABLE, PAD_SLICE, '[3,5,5]', '[3,2,2]', true",
    "conv_transpose3d, '', ONEDNN, PAD_SLICE, '[3,5,5]', '[1,1,2]', false",
    "conv_transpose3d, '', ONEDNN, ZERO_INSERT, '[3,5,5]', '[1,1,2]', true",
    "conv_transpose3d, '', ONEDNN, ZERO_INSERT, '[3,5,5]', '[1,2,2]', false",
    "conv2d, '', PORTABLE, PAD_SLICE, '[5,5]', '[1,2]', false",
    "conv_transpose2d, '', PORTABLE, PAD_SLICE, '[5,5]', '[1,2]', true",
    "conv_transpose2d, '', ONEDNN, PAD_SLICE, '[5,5]', '[1,2]', false",
  })
  void zerosGoIntoTheKernelWhereTheOpCannotDilateIt(
      String op,
      String padding,
      Runtime runtime,
      Strategy strategy,
      String kernelSize,
      String dilation,
      boolean spread) {
    Plan plan =
        Alternative.plan(
            strategy,
            TestData.spec(
                "{'op': '"
                    + op
                    + "', 'kernel_size': "
                    + kernelSize
                    + ", 'dilation': "
                    + dilation
                    + (padding.equals("same") ? ", 'padding': 'same'" : "")
                    + "}"),
            runtime);
    List<Step> steps = plan.steps().stream().map(Plan.Traced::step).toList();
    assertThat(steps.stream().anyMatch(DilateKernel.class::isInstance)).isEqualTo(spread);
    assertThat(steps)
        .allSatisfy(
            step -> {
              if (step instanceof Conv conv) {
                assertThat(conv.dilations().stream().allMatch(d -> d == 1)).isEqualTo(spread);
              }
              if (step instanceof OutputShapeConvTranspose conv) {
                assertThat(conv.dilations().stream().allMatch(d -> d == 1)).isEqualTo(spread);
              }
            });
  }
}
