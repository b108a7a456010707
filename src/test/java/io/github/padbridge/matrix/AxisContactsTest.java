package io.github.padbridge.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.PaddingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Contacts along an axis against trying every position of the kernel. */
class AxisContactsTest {
  private static String written(List<Contact> contacts) {
    StringBuilder text = new StringBuilder();
    contacts.forEach(c -> text.append(c.input()).append(Arrays.toString(c.kernel())));
    return text.toString();
  }

  /** {@code input -> kernel positions}, as {@link #written} writes contacts. */
  private static String written(Map<Integer, List<Integer>> contacts) {
    StringBuilder text = new StringBuilder();
    contacts.forEach((input, kernel) -> text.append(input).append(kernel));
    return text.toString();
  }

  private static void add(Map<Integer, List<Integer>> contacts, int input, int k) {
    contacts.computeIfAbsent(input, i -> new java.util.ArrayList<>()).add(k);
  }

  @Test
  void forward() {
    int axes = 0;
    for (PaddingMode mode : PaddingMode.values()) {
      for (int in = 1; in <= 6; in++) {
        for (int kernel = 1; kernel <= 4; kernel++) {
          for (int stride = 1; stride <= 3; stride++) {
            for (int dilation = 1; dilation <= 3; dilation++) {
              for (int padding = -1; padding <= 5; padding++) {
                int room = in + 2 * padding - dilation * (kernel - 1) - 1;
                boolean reaches =
                    mode == PaddingMode.REFLECT
                        ? padding < in
                        : mode != PaddingMode.CIRCULAR || padding <= in;
                boolean crops = padding < 0;
                if (room < 0 || !reaches || (crops && mode == PaddingMode.ZEROS)) {
                  continue;
                }
                int out = room / stride + 1;
                check(new ForwardAxis(in, out, kernel, stride, dilation, padding, mode), out);
                axes++;
              }
            }
          }
        }
      }
    }
    assertThat(axes).isEqualTo(3771);
  }

  private static void check(ForwardAxis axis, int out) {
    long count = 0;
    long summands = 0;
    for (int output = 0; output < out; output++) {
      Map<Integer, List<Integer>> expected = new TreeMap<>();
      for (int k = 0; k < axis.kernel(); k++) {
        int input = axis.inputAt(output, k);
        if (input != BorderPosition.ZERO) {
          add(expected, input, k);
          summands++;
        }
      }
      count += expected.size();
      assertThat(written(axis.at(output)))
          .as("%s at %d", axis, output)
          .isEqualTo(written(expected));
    }
    assertThat(axis.contacts()).as("%s", axis).isEqualTo(count);
    assertThat(axis.summands()).as("%s", axis).isEqualTo(summands);
  }

  @Test
  void transposed() {
    int axes = 0;
    for (int in = 1; in <= 5; in++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 6; stride++) {
          for (int dilation = 1; dilation <= 6; dilation++) {
            for (int padding = 0; padding <= 4; padding++) {
              int out = (in - 1) * stride - 2 * padding + dilation * (kernel - 1) + 2;
              if (out > 0) {
                TransposedAxis axis =
                    new TransposedAxis(in, out, kernel, stride, dilation, padding);
                long count = 0;
                for (int output = 0; output < out; output++) {
                  Map<Integer, List<Integer>> expected = new TreeMap<>();
                  for (int input = 0; input < in; input++) {
                    for (int k = 0; k < kernel; k++) {
                      if (input * stride + k * dilation - padding == output) {
                        add(expected, input, k);
                      }
                    }
                  }
                  count += expected.size();
                  assertThat(written(axis.at(output))).isEqualTo(written(expected));
                }
                assertThat(axis.contacts()).isEqualTo(count);
                axes++;
              }
            }
          }
        }
      }
    }
    assertThat(axes).isEqualTo(4021);
  }

  @Test
  void theLargestNumbersOverflowNothing() {
    int most = Integer.MAX_VALUE;
    assertThat(written(new ForwardAxis(most, most, 1, 1, 1, 0, PaddingMode.ZEROS).at(most - 1)))
        .isEqualTo((most - 1) + "[0]");
    assertThat(new ForwardAxis(most, most, 1, 1, 1, 0, PaddingMode.CIRCULAR).contacts())
        .isEqualTo(most);
    assertThat(written(new ForwardAxis(1, 2, 2, most, most - 1, most - 1, PaddingMode.ZEROS).at(0)))
        .isEqualTo("0[1]");
    assertThat(
            written(new ForwardAxis(1, 1, 2, 1, most - 1, most - 1, PaddingMode.REPLICATE).at(0)))
        .isEqualTo("0[0, 1]");
    TransposedAxis far = new TransposedAxis(2, most, 2, most - 2, 1, 0);
    assertThat(written(far.at(most - 1))).isEqualTo("1[1]");
    assertThat(written(far.at(1 << 30))).isEmpty();
    assertThat(far.contacts()).isEqualTo(4);
    TransposedAxis spread = new TransposedAxis(1 << 20, most, 1 << 10, 1 << 10, 1 << 20, 0);
    assertThat(spread.at(1 << 30)).hasSize(1023);
  }
}
