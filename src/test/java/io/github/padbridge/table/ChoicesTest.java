package io.github.padbridge.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
  private static Choices parse(String text) {
    return Choices.parse("--padding", text, 2, List.of("same", "valid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | 3",
        "1,2,4 | 1 2 4",
        "1..4 | 1 2 3 4",
        "-1..1 | -1 0 1",
        "8..64:8 | 8 16 24 32 40 48 56 64",
        "8..30:8 | 8 16 24",
        "5..5:3 | 5",
        "2147483646..2147483647 | 2147483646 2147483647",
        "3x5, 2 ,1..2 | 3x5 2 1 2",
        "same,0,valid | same 0 valid",
      })
  void valuesInOrder(String text, String expected) {
    List<String> values = new ArrayList<>();
    for (Choice choice : parse(text)) {
      values.add(
          choice.word() != null
              ? choice.word()
              : String.join("x", choice.numbers().stream().map(String::valueOf).toList()));
    }
    assertThat(values).containsExactly(expected.split(" "));
    assertThat(parse(text).count()).isEqualTo(values.size());
  }

  @Test
  void aRangeIsNotWrittenOut() {
    Choices all = parse("-2147483648..2147483647");
    assertThat(all.count()).isEqualTo(1L << 32);
    assertThat(all.iterator().next().numbers()).containsExactly(Integer.MIN_VALUE);
    assertThat(all.contains(List.of(7, 7))).isTrue();
  }

  @Test
  void whatIsAmongThem() {
    Choices choices = parse("3x5,2,8..64:8");
    assertThat(choices.contains(List.of(3, 5))).isTrue();
    assertThat(choices.contains(List.of(2, 2))).isTrue();
    assertThat(choices.contains(List.of(16, 16))).isTrue();
    assertThat(choices.contains(List.of(16, 24))).isFalse();
    assertThat(choices.contains(List.of(17, 17))).isFalse();
    assertThat(choices.contains(List.of(5, 3))).isFalse();
    assertThat(choices.contains(List.of(72, 72))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a value must be a number, a range or one number for each axis (got '')",
        "1,,2 | a value must be a number, a range or one number for each axis (got '')",
        "3..a | a value must be a number, a range or one number for each axis (got '3..a')",
        "7..1 | a range must go up, with a step of at least 1 (got 7..1)",
        "1..7:0 | a range must go up, with a step of at least 1 (got 1..7:0)",
        "3x3x3 | a value must have 1 or 2 numbers (got 3x3x3)",
        "99999999999 | a value must fit 32 bits (got 99999999999)",
        "1..99999999999 | a value must fit 32 bits (got 99999999999)",
        "saem | a value must be a number, a range or one number for each axis (got 'saem')",
        "1.5 | a value must be a number, a range or one number for each axis (got '1.5')",
      })
  void whatIsNoValue(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.faults().get(0).message()).isEqualTo(message);
              assertThat(refusal.faults().get(0).pointer()).isEqualTo("--padding");
            });
  }
}
