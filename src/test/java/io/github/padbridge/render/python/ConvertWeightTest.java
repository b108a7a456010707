package io.github.padbridge.render.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.plan.KernelOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The code of {@code convert_weight} says what the functions behind it were planned for. */
class ConvertWeightTest {
  private static final Pattern TRANSPOSE =
      Pattern.compile(
          "tf\\.transpose\\(weight, \\[\\*range\\((\\d), len\\(weight\\.shape\\)\\), (\\d), (\\d)]\\)");

  @Test
  void thePermutationIsThatOfTheKernelOrder() {
    Matcher transpose = TRANSPOSE.matcher(ConvertWeight.code());
    assertThat(transpose.find()).isTrue();
    for (int rank = 3; rank <= 5; rank++) {
      List<Integer> permutation =
          new ArrayList<>(
              IntStream.range(Integer.parseInt(transpose.group(1)), rank).boxed().toList());
      permutation.add(Integer.parseInt(transpose.group(2)));
      permutation.add(Integer.parseInt(transpose.group(3)));
      assertThat(KernelOrder.permutation(rank))
          .containsExactly(permutation.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
