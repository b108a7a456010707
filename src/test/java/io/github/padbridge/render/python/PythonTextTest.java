package io.github.padbridge.render.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonTextTest {
  @Test
  void aTextCannotLeaveItsQuotes() {
    assertThat(PythonText.literal("a\"b\\c\n\u001b\u202E\uD800é##[x]"))
        .isEqualTo("\"a\\x22b\\x5cc\\x0a\\x1b\\U0000202e\\U0000d800é\\x23\\x23[x]\"");
  }

  @Test
  void aTextCannotLeaveItsComment() {
    assertThat(PythonText.comment("a\nimport os\r\u2028##[x]"))
        .isEqualTo("# a\\nimport os\\r\\u2028#\\u0023[x]");
  }
}
