package io.github.padbridge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdaptiveWindowsTest {
  /** The windows as PyTorch defines them, one by one. */
  @Test
  void areRegularWhereTheDefinitionIs() {
    int regular = 0;
    int other = 0;
    for (int in = 0; in <= 40; in++) {
      for (int out = 1; out <= 40; out++) {
        Set<Integer> sizes = new HashSet<>();
        Set<Integer> strides = new HashSet<>();
        for (int p = 0; p < out; p++) {
          int begin = p * in / out;
          sizes.add(((p + 1) * in + out - 1) / out - begin);
          strides.add(p == 0 ? begin : begin - (p - 1) * in / out);
        }
        strides.remove(0);
        boolean starts = strides.size() == (out == 1 ? 0 : 1) && out <= in;
        Optional<AdaptiveWindows> found = AdaptiveWindows.of(in, out);
        if (sizes.size() == 1 && starts) {
          int size = sizes.iterator().next();
          int stride = out == 1 ? size : strides.iterator().next();
          assertThat(found).as(in + " to " + out).contains(new AdaptiveWindows(size, stride));
          regular++;
        } else {
          assertThat(found).as(in + " to " + out).isEmpty();
          other++;
        }
      }
    }
    assertThat(regular).isEqualTo(269);
    assertThat(other).isEqualTo(41 * 40 - 269);
  }

  @Test
  void refusesNoOutputsAndSizesBeyondAnInt() {
    assertThat(AdaptiveWindows.of(4, 0)).isEmpty();
    assertThat(AdaptiveWindows.of(1L << 31, 1)).isEmpty();
    assertThat(AdaptiveWindows.of((1L << 31) - 1, 1))
        .contains(new AdaptiveWindows(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }
}
