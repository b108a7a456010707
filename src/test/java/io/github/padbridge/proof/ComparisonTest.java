package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Comparison.Tolerance;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Comparison compare(double[] expected, double[] actual, Tolerance tolerance) {
    int[] shape = {1, expected.length};
    return Comparison.of(new Tensor(shape, expected), new Tensor(shape, actual), tolerance);
  }

  @Test
  void countsDifferencesAndFindsTheFirstAndTheLargest() {
    Comparison comparison =
        compare(new double[] {1, 2, 3, 4}, new double[] {1, 2.5, 3, -4}, Tolerance.EXACT);
    assertThat(comparison.differing()).isEqualTo(2);
    assertThat(comparison.maxAbsDiff()).isEqualTo(8);
    assertThat(comparison.first().index()).containsExactly(0, 1);
    assertThat(comparison.first().actual()).isEqualTo(2.5);
  }

  @Test
  void aNumberThatIsNoneIsNeverOverlooked() {
    double nan = Double.NaN;
    assertThat(compare(new double[] {1, 2}, new double[] {nan, 2}, new Tolerance(1, 1)).agree())
        .isFalse();
    assertThat(compare(new double[] {nan, 2}, new double[] {1, 2}, new Tolerance(1, 1)).agree())
        .isFalse();
    assertThat(compare(new double[] {nan, 2}, new double[] {nan, 2}, Tolerance.EXACT).agree())
        .isTrue();
    assertThat(compare(new double[] {1, 2}, new double[] {nan, 7}, Tolerance.EXACT).maxAbsDiff())
        .isNaN();
  }

  @Test
  void infinitiesAreEqualToThemselvesOnly() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(compare(new double[] {inf}, new double[] {inf}, Tolerance.EXACT).agree()).isTrue();
    assertThat(compare(new double[] {inf}, new double[] {inf}, Tolerance.EXACT).maxAbsDiff())
        .isZero();
    assertThat(compare(new double[] {inf}, new double[] {-inf}, Tolerance.EXACT).agree()).isFalse();
    assertThat(compare(new double[] {1e300}, new double[] {inf}, new Tolerance(1, 1)).agree())
        .isFalse();
    assertThat(compare(new double[] {-inf}, new double[] {7}, new Tolerance(1, 1)).agree())
        .isFalse();
  }

  @Test
  void zeroHasTwoSignsAndOneValue() {
    assertThat(compare(new double[] {0.0}, new double[] {-0.0}, Tolerance.EXACT).agree()).isTrue();
  }

  @Test
  void theToleranceIsRelativeToWhatIsExpected() {
    Tolerance tolerance = new Tolerance(0.1, 0);
    assertThat(compare(new double[] {100}, new double[] {110}, tolerance).agree()).isTrue();
    assertThat(compare(new double[] {100}, new double[] {111}, tolerance).agree()).isFalse();
  }
}
