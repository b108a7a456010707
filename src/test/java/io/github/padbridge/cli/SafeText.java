package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Printable;
import java.util.regex.Pattern;

/** What the text of both streams must be, whatever the input holds. */
final class SafeText {
  /** How every message begins, or goes on in its next line. */
  private static final Pattern MESSAGE =
      Pattern.compile("(error: | {2}--> | {2}help: | {6}|note: |[0-9]+ agree).*");

  private static final Pattern COMMAND = Pattern.compile("[\\s\\p{Z}]*::.*");

  private SafeText() {}

  static void assertAnswers(String what, String out, String format) {
    assertPrintable(what, out, format.equals("tsv") ? "\n\t" : "\n");
    assertThat(out.lines()).as(what).noneMatch(line -> COMMAND.matcher(line).matches());
  }

  /**
   * @param github whether there may be commands for GitHub
   */
  static void assertMessages(String what, String err, boolean github) {
    assertPrintable(what, err, "\n");
    assertThat(err.lines())
        .as(what)
        .allMatch(
            line ->
                MESSAGE.matcher(line).matches()
                    || (github && line.matches("::error (file|title)=.*")));
  }

  private static void assertPrintable(String what, String text, String allowed) {
    text.codePoints()
        .filter(c -> Printable.isHidden(c) && allowed.indexOf(c) < 0)
        .forEach(c -> assertThat(text).as("%s: U+%04X", what, c).isEmpty());
    assertThat(text).as(what).doesNotContain("##");
  }
}
