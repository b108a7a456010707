package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
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

  /** The largest of some numbers, each with the bias, is the largest with the bias. */
  @Test
  void a_bias_before_a_maximum_is_one_behind_it() {
    AxisOp max = new AxisOp.Max(Window.forward(2, 2, 1), new Edges.Fixed(PadAmount.NONE), null);
    AxisOp average =
        new AxisOp.Average(
            Window.forward(2, 2, 1), new Edges.Fixed(PadAmount.NONE), null, new Divisor.Whole());
    AxisOp bias = new AxisOp.Bias(0);
    assertThat(AxisForm.of(List.of(max, bias))).isEqualTo(AxisForm.of(List.of(bias, max)));
    assertThat(AxisForm.of(List.of(average, bias))).isEqualTo(List.of(average, bias));
  }

  private static List<AxisOp> sum(int kernel, boolean reversed) {
    Edges none = new Edges.Fixed(PadAmount.NONE);
    return List.of(
        new AxisOp.Sum(Window.forward(kernel, 1, 1), none, null, 0, Border.ZEROS, reversed));
  }
}
