package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisEqualityTest {
  @Test
  void taps_that_run_backwards_make_a_difference() {
    assertThat(AxisEquality.of(sum(3, false), sum(3, true)).isNever()).isTrue();
    assertThat(AxisEquality.of(sum(3, true), sum(3, true)).isAlways()).isTrue();
    assertThat(AxisEquality.of(sum(1, false), sum(1, true)).isAlways()).isTrue();
  }

  private static List<AxisOp> sum(int kernel, boolean reversed) {
    Edges none = new Edges.Fixed(PadAmount.NONE);
    return List.of(
        new AxisOp.Sum(Window.forward(kernel, 1, 1), none, null, 0, Border.ZEROS, reversed));
  }
}
