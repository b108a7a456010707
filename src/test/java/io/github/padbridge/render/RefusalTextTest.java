package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTextTest {
  private static String shown(String source, String text, int line, int column) {
    Place place = new SourceText(source, text).place(line, column);
    return RefusalText.of(List.of(Fault.at(place, "it is wrong", "mend it")));
  }

  @Test
  void theLineAndACaret() {
    assertThat(shown(Place.COMMAND_LINE, "f(1, 2", 1, 2))
        .isEqualTo(
            """
            error: it is wrong
              --> command line
                  f(1, 2
                   ^
              help: mend it
            """);
    assertThat(shown("model.py", "f(\r\n  1; 2\r\n)", 2, 4))
        .isEqualTo(
            """
            error: it is wrong
              --> model.py:2:4
                    1; 2
                     ^
              help: mend it
            """);
  }

  @Test
  void nothingIsShownOfNothing() {
    assertThat(shown(Place.COMMAND_LINE, "", 1, 1))
        .isEqualTo("error: it is wrong\n  --> command line\n  help: mend it\n");
    assertThat(RefusalText.of(List.of(Fault.at(new Place("a.json", 2, 3, "/x"), "no", null))))
        .isEqualTo("error: no\n  --> a.json:2:3 (/x)\n");
  }

  /** Line, column, what is shown, and how many terminal columns stand before the caret. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`abc` | 1 | `abc` | 0",
        "`abc` | 4 | `abc` | 3",
        "`abc` | 99 | `abc` | 3",
        "`\ta\tb` | 4 | `    a    b` | 9",
        "`名前x` | 3 | `名前x` | 4",
        "`é😀x` | 3 | `é😀x` | 3",
        "`  ::a##[b` | 8 | `  \\u003a:a#\\u0023[b` | 17",
        "`e\u0301x` | 3 | `e\u0301x` | 1",
        "`a\u001b[31mb` | 7 | `a\\u001b[31mb` | 11",
        "`a\u202Eb` | 3 | `a\\u202eb` | 7",
      })
  void theCaretStandsUnderItsCharacter(String line, int column, String shown, int blanks) {
    assertThat(Excerpt.of(line, column)).isEqualTo(shown + "\n" + " ".repeat(blanks) + "^");
  }

  @Test
  void aLongLineIsCutAroundTheCaret() {
    String line = "f(" + "1234567, ".repeat(100) + "x)";
    for (int column = 1; column <= line.length() + 1; column++) {
      List<String> shown = Excerpt.of(line, column).lines().toList();
      assertThat(shown.get(0).length()).isBetween(Excerpt.WIDEST / 2, Excerpt.WIDEST);
      int caret = shown.get(1).indexOf('^');
      if (column <= line.length()) {
        assertThat(shown.get(0).charAt(caret)).isEqualTo(line.charAt(column - 1));
      } else {
        assertThat(caret).isEqualTo(shown.get(0).length());
      }
      assertThat(line).contains(shown.get(0).replace("...", ""));
    }
    assertThat(Excerpt.of("名".repeat(100), 50).lines().findFirst().orElseThrow())
        .matches("\\.\\.\\.名{30,33}\\.\\.\\.");
  }
}
