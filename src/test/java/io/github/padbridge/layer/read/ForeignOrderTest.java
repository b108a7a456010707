package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignOrderTest {
  private static Shape shape(String sizes) {
    return Shape.of(Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "7 7 3 64, 64 3 7 7, '(3, 2, 0, 1)'",
    "64 3 7 7, 7 7 3 64, '(2, 3, 1, 0)'",
    "5 3 8, 8 3 5, '(2, 1, 0)'",
    "1 2 3 4 5, 5 4 1 2 3, '(4, 3, 0, 1, 2)'",
  })
  void theTransposeThatFits(String given, String expected, String order) {
    assertThat(ForeignOrder.help("w", shape(given), shape(expected)))
        .isEqualTo("bring its axes into that order: w.transpose" + order);
  }

  @ParameterizedTest
  @CsvSource({"7 7 3 64, 64 3 7 5", "7 7 3, 64 3 7 7", "8, 9", "8 3 3 2, 3 8 3 2"})
  void noTransposeFits(String given, String expected) {
    assertThat(ForeignOrder.help("w", shape(given), shape(expected))).isNull();
  }
}
