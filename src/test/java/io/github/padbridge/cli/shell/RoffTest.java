package io.github.padbridge.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoffTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain words, and [0, 3]; plain words, and [0, 3];",
        "--no-bias; \\-\\-no\\-bias",
        ".SH; \\&.SH",
        "a .SH; a .SH",
        "'conv/**'; \\(aqconv/**\\(aq",
        "\\d+; \\(rsd+",
        "\\fB; \\(rsfB",
        "\"`^~; \\(dq\\(ga\\(ha\\(ti",
        "M·x − 1; M\\(pcx \\[u2212] 1",
        "\uD835\uDC65; \\[u1D465]",
        "|  indented|; |\\&  indented|",
      },
      delimiter = ';')
  void signsThatRoffWouldTakeForItsOwn(String text, String roff) {
    assertThat(Roff.line(text)).isEqualTo(roff);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001B[1m--rank\u001B[21m\u001B[0m=\u001B[3mN\u001B[23m\u001B[0m', '\\fB\\-\\-rank\\fR=\\fIN\\fR'",
    "'\u001B[1m\u001B[31m.\u001B[39m\u001B[21m\u001B[0m', '\\fB.\\fR'",
  })
  void boldAndItalics(String text, String roff) {
    assertThat(Roff.line(text)).isEqualTo(roff);
  }
}
