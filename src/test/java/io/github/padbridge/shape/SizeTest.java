package io.github.padbridge.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SizeTest {
  private static final Size L = Size.unknown("L_in");

  @Test
  void anUnknownSizeFollowsTheNumbersItStandsFor() {
    int cases = 0;
    for (int value = 1; value <= 40; value++) {
      for (int factor = 1; factor <= 4; factor++) {
        for (int offset = -6; offset <= 6; offset++) {
          for (int divisor = 1; divisor <= 4; divisor++) {
            Size open = L.times(factor).plus(offset).floorDividedBy(divisor).plus(1);
            Size known = Size.of(value).times(factor).plus(offset).floorDividedBy(divisor).plus(1);
            assertThat(open.at(value)).isEqualTo(known);
            assertThat(known)
                .isEqualTo(Size.of(Math.floorDiv(value * factor + offset, divisor) + 1));
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(8320);
  }

  @Test
  void channelsOfAGroupAreExactQuotients() {
    Size channels = Size.unknown("C_in");
    assertThat(channels.dividedBy(4)).hasToString("C_in/4");
    assertThat(channels.dividedBy(4).times(4)).isEqualTo(channels);
    assertThat(channels.dividedBy(4).times(2)).hasToString("C_in/2");
    assertThat(channels.times(6).dividedBy(4)).hasToString("3*C_in/2");
    assertThat(channels.times(6).dividedBy(3)).isEqualTo(channels.times(2));
    assertThat(channels.dividedBy(2).plus(1)).hasToString("(C_in + 2)/2");
    assertThat(channels.dividedBy(1)).isEqualTo(channels);
    assertThat(Size.of(12).dividedBy(4)).isEqualTo(Size.of(3));
    assertThat(channels.dividedBy(2)).isNotEqualTo(channels.floorDividedBy(2));
    int cases = 0;
    for (int groups = 1; groups <= 6; groups++) {
      for (int times = 1; times <= 6; times++) {
        for (int inGroup = 1; inGroup <= 5; inGroup++) {
          Size open = channels.dividedBy(groups).times(times);
          long known = (long) inGroup * times;
          assertThat(open.at((long) inGroup * groups)).isEqualTo(Size.of(known));
          assertThat(open.variableAt(known)).isEqualTo((long) inGroup * groups);
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(180);
    assertThatThrownBy(() -> channels.floorDividedBy(2).variableAt(3))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Sizes as they come up: sums, quotients and multiples of quotients. */
  private static List<Size> sizes() {
    List<Size> sizes = new ArrayList<>();
    for (int offset = -2; offset <= 2; offset++) {
      sizes.add(Size.of(offset));
      for (int factor = 1; factor <= 3; factor++) {
        for (int divisor = 1; divisor <= 3; divisor++) {
          for (int multiplier = 1; multiplier <= 3; multiplier++) {
            Size rounded = L.times(factor).plus(offset).floorDividedBy(divisor);
            sizes.add(rounded.times(multiplier));
            sizes.add(rounded.times(multiplier).plus(offset));
          }
        }
      }
    }
    return sizes;
  }

  /** A difference is the same for every input, or there is none. */
  @Test
  void aDifferenceIsTheSameForEveryInput() {
    int differences = 0;
    int none = 0;
    for (Size one : sizes()) {
      for (Size other : sizes()) {
        LongSummaryStatistics apart =
            LongStream.range(0, 12)
                .map(value -> one.at(value).value() - other.at(value).value())
                .summaryStatistics();
        if (apart.getMin() == apart.getMax()) {
          assertThat(one.minus(other)).as("%s less %s", one, other).isEqualTo(apart.getMin());
          differences++;
        } else {
          assertThatThrownBy(() -> one.minus(other)).isInstanceOf(IllegalStateException.class);
          none++;
        }
      }
    }
    assertThat(differences).isEqualTo(5253);
    assertThat(none).isEqualTo(70372);
  }

  @Test
  void isWrittenAsAnExpression() {
    assertThat(Size.of(1481)).hasToString("1481");
    assertThat(L).hasToString("L_in");
    assertThat(L.times(6).minus(13)).hasToString("6*L_in - 13");
    assertThat(L.minus(3).floorDividedBy(2).plus(1)).hasToString("floor((L_in - 1)/2)");
    assertThat(L.times(4).plus(2).floorDividedBy(2)).hasToString("2*L_in + 1");
  }

  @Test
  void whatIsNotKnownHasNoValue() {
    assertThatThrownBy(L::value).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void elementsSaturateInsteadOfWrapping() {
    assertThat(Shape.of(1 << 30, 1 << 30, 1 << 30).elements()).isEqualTo(Long.MAX_VALUE);
    assertThat(Shape.of(1 << 30, 0, 1 << 30, 1 << 30, 1 << 30).elements()).isZero();
    assertThat(Shape.of(2, 258, 249).elements()).isEqualTo(128484);
  }
}
