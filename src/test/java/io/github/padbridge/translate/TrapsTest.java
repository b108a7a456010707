package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.spec.ConvSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TrapsTest {
  private static ConvSpec layer(int kernel, int stride, int padding, int dilation, String size) {
    return TestData.spec(
        String.format(
            "{'op': 'conv1d', 'kernel_size': %d, 'stride': %d, 'padding': %d, 'dilation': %d, 'input_shape': [1, 1, %s]}",
            kernel, stride, padding, dilation, size));
  }

  private static Optional<String> same(ConvSpec spec) {
    return Traps.of(spec).stream().filter(trap -> trap.contains("\"SAME\"")).findFirst();
  }

  /** Where the size is open, the trap is that of the first size that has one, of all rests. */
  @Test
  void whereSameGoesWrongForSomeSizes() {
    int cases = 0;
    int trapped = 0;
    for (int kernel = 1; kernel <= 7; kernel++) {
      for (int stride = 1; stride <= 6; stride++) {
        for (int padding = 0; padding <= 5; padding++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            String open = same(layer(kernel, stride, padding, dilation, "null")).orElse("");
            String first = "";
            for (int rest = stride - 1; rest >= 0; rest--) {
              int size = 60 + rest;
              Optional<String> here =
                  same(layer(kernel, stride, padding, dilation, Integer.toString(size)));
              first = here.isPresent() ? rest + ": " + put(here.get()) : first;
            }
            assertThat(open.isEmpty() ? "" : rest(open) + ": " + put(open))
                .as(
                    "kernel %s stride %s padding %s dilation %s: %s",
                    kernel, stride, padding, dilation, open)
                .isEqualTo(first);
            trapped += open.isEmpty() ? 0 : 1;
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(7 * 6 * 6 * 2);
    assertThat(trapped).isGreaterThan(80);
  }

  private static String put(String trap) {
    return trap.substring(trap.indexOf("it puts"));
  }

  private static String rest(String trap) {
    if (trap.contains(" for an even ") || !trap.contains(" for ")) {
      return "0";
    }
    return trap.contains(" for an odd ")
        ? "1"
        : trap.contains(" + ") ? trap.replaceAll(".*k \\+ (\\d+) .*", "$1") : "0";
  }

  @Test
  void aLargeStrideTakesNoLonger() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int stride : List.of(20_000_001, Integer.MAX_VALUE)) {
            assertThat(same(layer(2, stride, 0, 1, "null"))).isEmpty();
            assertThat(same(layer(20_000_000, stride, 1, 1, "null"))).isPresent();
          }
        });
  }
}
