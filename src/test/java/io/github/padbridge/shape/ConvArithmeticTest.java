package io.github.padbridge.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Each formula against counting: the sizes are what one gets by laying kernels down one after the
 * other.
 */
class ConvArithmeticTest {
  @Test
  void forwardOutputCountsThePositionsOfTheKernel() {
    int cases = 0;
    for (int padded = 1; padded <= 24; padded++) {
      for (int reach = 1; reach <= padded; reach++) {
        for (int stride = 1; stride <= 6; stride++) {
          int positions = 0;
          for (int start = 0; start + reach <= padded; start += stride) {
            positions++;
          }
          assertThat(ConvArithmetic.forwardOutput(Size.of(padded), reach, stride))
              .isEqualTo(Size.of(positions));
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(1800);
  }

  @Test
  void transposedFullReachesTheLastElementWritten() {
    int cases = 0;
    for (int in = 1; in <= 8; in++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int dilation = 1; dilation <= 4; dilation++) {
          for (int stride = 1; stride <= 6; stride++) {
            int last = 0;
            for (int i = 0; i < in; i++) {
              for (int k = 0; k < kernel; k++) {
                last = Math.max(last, i * stride + k * dilation);
              }
            }
            long reach = ConvArithmetic.effectiveKernel(kernel, dilation);
            assertThat(ConvArithmetic.transposedFull(Size.of(in), reach, stride))
                .isEqualTo(Size.of(last + 1));
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(960);
  }

  @Test
  void theOutputLiesWithinWhatIsWrittenAndTheZerosAfterIt() {
    for (int padding = 0; padding < 8; padding++) {
      for (int outputPadding = 0; outputPadding < 8; outputPadding++) {
        Size full = Size.of(20);
        long end = padding + ConvArithmetic.transposedOutput(full, padding, outputPadding).value();
        long zeros = ConvArithmetic.zerosPastFull(padding, outputPadding);
        assertThat(end).isLessThanOrEqualTo(20 + zeros);
        assertThat(zeros == 0 || end == 20 + zeros).isTrue();
      }
    }
  }

  @Test
  void sameKeepsTheLengthAndFavoursTheEnd() {
    for (int reach = 1; reach < 12; reach++) {
      PadAmount pad = ConvArithmetic.torchSame(reach);
      assertThat(ConvArithmetic.forwardOutput(ConvArithmetic.padded(Size.of(30), pad), reach, 1))
          .isEqualTo(Size.of(30));
      assertThat(pad.after() - pad.before()).isEqualTo((reach - 1) % 2);
    }
  }

  @Test
  void nothingOverflowsAtTheBounds() {
    int max = Integer.MAX_VALUE;
    assertThat(ConvArithmetic.effectiveKernel(max, max)).isEqualTo((long) max * (max - 1) + 1);
    assertThat(ConvArithmetic.transposedFull(Size.of(max), max, max).value())
        .isEqualTo((long) max * (max - 1) + max);
  }
}
