package io.github.padbridge.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  @Test
  void aPermutationTakesEachAxisToItsNewPlace() {
    for (int rank = 1; rank <= 3; rank++) {
      for (String[] pair :
          new String[][] {{"NC", "", "N", "C"}, {"OI", "", "", "IO"}, {"IO", "", "", "OI"}}) {
        Layout from = Layout.of(pair[0], rank, pair[1]);
        Layout to = Layout.of(pair[2], rank, pair[3]);
        int[] permutation = from.permutationTo(to);
        for (int axis = 0; axis < permutation.length; axis++) {
          assertThat(from.axes().charAt(permutation[axis])).isEqualTo(to.axes().charAt(axis));
        }
      }
    }
    assertThat(new Layout("NCHW").permutationTo(new Layout("NHWC"))).containsExactly(0, 2, 3, 1);
  }

  @Test
  void layoutsOfEveryRankStandAtTheirRank() {
    List<Layout> layouts = Layout.ofEveryRank("N", "C");
    assertThat(layouts.subList(1, layouts.size()))
        .containsExactly(new Layout("NLC"), new Layout("NHWC"), new Layout("NDHWC"));
  }

  @Test
  void layoutsOfDifferentTensorsHaveNoPermutation() {
    assertThatThrownBy(() -> new Layout("NCHW").permutationTo(new Layout("HWIO")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Layout("NN")).isInstanceOf(IllegalArgumentException.class);
  }
}
