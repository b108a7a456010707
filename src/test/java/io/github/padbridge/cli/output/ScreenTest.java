package io.github.padbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Screen.When;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Colours and widths by option, environment and terminal. */
class ScreenTest {
  @AfterEach
  void noTerminal() {
    System.clearProperty(Terminal.PROPERTY);
  }

  private static boolean isColoured(When when, boolean terminal, String... variable) {
    System.setProperty(Terminal.PROPERTY, terminal ? "out" : "");
    Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
    if (variable.length > 0) {
      environment.put(variable[0], variable[1]);
    }
    Screen screen = Screen.of(Terminal.OUT, environment);
    screen.color(when);
    return screen.isColoured();
  }

  @Test
  void coloursGoByTheUsualConventions() {
    assertThat(isColoured(When.AUTO, true)).isTrue();
    assertThat(isColoured(When.AUTO, false)).isFalse();
    assertThat(isColoured(When.ALWAYS, false)).isTrue();
    assertThat(isColoured(When.NEVER, true)).isFalse();
    assertThat(isColoured(When.AUTO, true, "TERM", "dumb")).isFalse();
    assertThat(isColoured(When.AUTO, true, "NO_COLOR", "1")).isFalse();
    assertThat(isColoured(When.AUTO, true, "NO_COLOR", "")).isTrue();
    assertThat(isColoured(When.ALWAYS, true, "NO_COLOR", "1")).isTrue();
    assertThat(isColoured(When.AUTO, false, "CLICOLOR_FORCE", "1")).isTrue();
    assertThat(isColoured(When.AUTO, false, "CLICOLOR_FORCE", "0")).isFalse();
  }

  @Test
  void aFileIsNoTerminal() {
    System.setProperty(Terminal.PROPERTY, "out,err");
    Screen screen = Screen.of(Terminal.OUT, Map.of("COLUMNS", "60"));
    assertThat(screen.columns()).hasValue(60);
    assertThat(screen.isColoured()).isTrue();
    assertThat(screen.ofFile().columns()).isEmpty();
    assertThat(screen.ofFile().isColoured()).isFalse();
    screen.color(When.ALWAYS);
    assertThat(screen.ofFile().isColoured()).isTrue();
  }

  @Test
  void tablesHaveAWidthOnATerminalOnly() {
    System.setProperty(Terminal.PROPERTY, "err");
    Screen screen = Screen.of(Terminal.OUT, Map.of("COLUMNS", "60"));
    assertThat(screen.columns()).isEmpty();
    assertThat(screen.textColumns()).isEqualTo(60);
    for (String odd : new String[] {"", "0", "-1", "wide", "1000000"}) {
      assertThat(Screen.of(Terminal.OUT, Map.of("COLUMNS", odd)).textColumns()).isEqualTo(80);
    }
  }
}
