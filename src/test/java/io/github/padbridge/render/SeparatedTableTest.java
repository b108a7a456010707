package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet would take for a formula, and what else a cell may do. */
class SeparatedTableTest {
  private static String cell(Object cell, char separator) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SeparatedTable table = new SeparatedTable(out, separator);
    table.row(List.of(cell, "end"));
    table.finish();
    String row = out.toString(StandardCharsets.UTF_8);
    assertThat(row).endsWith(separator + "end\n");
    return row.substring(0, row.length() - 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=1+1 | '=1+1",
        "+a | '+a",
        "-a | '-a",
        "- | '-",
        "-2-3 | '-2-3",
        "@SUM(1) | '@SUM(1)",
        "\uFF1D1 | '\uFF1D1",
        "`\t=1` | \\t=1",
        "`\r=1` | \\r=1",
        "`::a::b` | \\u003a:a::b",
      })
  void textIsNoFormula(String text, String written) throws IOException {
    for (char separator : new char[] {',', '\t'}) {
      assertThat(cell(text, separator)).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "-1.5", "-1e-3", "a=1", "1-1", "x@y", "'=1", ""})
  void numbersAndOtherTextsStayAsTheyAre(String text) throws IOException {
    for (char separator : new char[] {',', '\t'}) {
      assertThat(cell(text, separator)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 7})
  void ourOwnNumbersAreNumbers(int number) throws IOException {
    assertThat(cell(number, ',')).isEqualTo(Integer.toString(number));
    assertThat(cell(List.of(number), ',')).isEqualTo("[" + number + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a,b | \"a,b\"", "=a,b | \"'=a,b\"", "a\"b | \"a\"\"b\"", "`a\nb` | a\\nb"})
  void separatorsAndQuotes(String text, String written) throws IOException {
    assertThat(cell(text, ',')).isEqualTo(written);
  }
}
