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
        // Cropped element by element, and as many given back.
        int output = 0;
        for (int element = padding; element < 20 - padding + outputPadding; element++) {
          output++;
        }
        assertThat(ConvArithmetic.transposedOutput(full, padding, outputPadding))
            .isEqualTo(Size.of(output));
        long end = (long) padding + output;
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

  /**
   * PyTorch's documentation of its poolings: windows may go off the end with ceil_mode where they
   * start within the input or the padding before it.
   */
  private static int poolWindows(int in, int padding, int reach, int stride, boolean ceilMode) {
    int windows = 0;
    for (int start = -padding; start < in; start += stride) {
      boolean whole = start + reach <= in + padding;
      // What the windows before have not reached of the padded input makes one more.
      boolean elementsLeftOver = start - stride + reach < in + padding;
      windows += whole || (ceilMode && elementsLeftOver) ? 1 : 0;
    }
    return windows;
  }

  @Test
  void poolOutputCountsTheWindows() {
    int cases = 0;
    int oneMore = 0;
    for (int in = 1; in <= 12; in++) {
      for (int reach = 1; reach <= 7; reach++) {
        for (int stride = 1; stride <= 6; stride++) {
          for (int padding = 0; padding <= reach / 2; padding++) {
            if (in + 2 * padding < reach) {
              continue;
            }
            int floor = poolWindows(in, padding, reach, stride, false);
            int ceil = poolWindows(in, padding, reach, stride, true);
            assertThat(ConvArithmetic.poolOutput(Size.of(in), padding, reach, stride, false))
                .isEqualTo(Size.of(floor));
            assertThat(ConvArithmetic.poolOutput(Size.of(in), padding, reach, stride, true))
                .isEqualTo(Size.of(ceil));
            oneMore += ceil - floor;
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(1164);
    assertThat(oneMore).isEqualTo(420);
  }

  /** Where the size is open, the padding is what the size that needs the most of it needs. */
  @Test
  void poolPaddingReachesTheEndOfTheLastWindow() {
    int cases = 0;
    for (int reach = 1; reach <= 7; reach++) {
      for (int stride = 1; stride <= 6; stride++) {
        for (int padding = 0; padding <= reach / 2; padding++) {
          for (boolean ceilMode : new boolean[] {false, true}) {
            long most = padding;
            for (int in = Math.max(reach - 2 * padding, 1); in <= 24; in++) {
              int windows = poolWindows(in, padding, reach, stride, ceilMode);
              int end = -padding + (windows - 1) * stride + reach;
              long after = Math.max(end - in, padding);
              assertThat(
                      ConvArithmetic.poolPaddingAfter(
                          Size.of(in), padding, reach, stride, ceilMode))
                  .isEqualTo(after);
              most = Math.max(most, after);
              cases++;
            }
            assertThat(
                    ConvArithmetic.poolPaddingAfter(
                        Size.unknown("L_in"), padding, reach, stride, ceilMode))
                .isEqualTo(most);
          }
        }
      }
    }
    assertThat(cases).isEqualTo(5064);
  }

  /**
   * Keras' transposed layers. "valid" crops nothing, and makes room for a whole stride behind the
   * last element; "same" crops half of the kernel at both ends, or whatever brings each element's
   * stride.
   */
  @Test
  void kerasTransposedIsWhatIsWrittenLessTheCrop() {
    int cases = 0;
    for (int in = 1; in <= 6; in++) {
      for (int reach = 1; reach <= 7; reach++) {
        for (int stride = 1; stride <= 5; stride++) {
          int written = 0;
          int strides = 0;
          for (int element = 0; element < in; element++) {
            written = element * stride + reach;
            strides += stride;
          }
          Size size = Size.of(in);
          assertThat(ConvArithmetic.kerasTransposedValid(size, reach, stride, null))
              .isEqualTo(Size.of(Math.max(written, strides)));
          assertThat(ConvArithmetic.kerasTransposedSame(size, reach, stride, null))
              .isEqualTo(Size.of(strides));
          for (int more = 0; more < stride; more++) {
            assertThat(ConvArithmetic.kerasTransposedValid(size, reach, stride, more))
                .isEqualTo(Size.of(written + more));
            assertThat(ConvArithmetic.kerasTransposedSame(size, reach, stride, more))
                .isEqualTo(Size.of(written - 2 * (reach / 2) + more));
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(6 * 7 * 15);
  }
}
