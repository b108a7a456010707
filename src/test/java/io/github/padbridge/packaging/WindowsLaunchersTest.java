package io.github.padbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launchers for Windows, read as {@code cmd} reads them: after the variables are replaced, an
 * {@code &} outside of quotes starts another command. {@code src/test/packaging/windows.sh} runs
 * them in Wine.
 */
class WindowsLaunchersTest {
  private static final String LAUNCHER = "src/main/dist/bin/padbridge.cmd";
  private static final String COMMAND = "src/main/dist/wheel/padbridge/scripts/padbridge.cmd";

  /** What expands to a path, in which a user may have any character but a quote. */
  private static final List<String> PATHS =
      List.of(
          "%home%",
          "%java%", "%classes%", "%program%", "%JAVA_HOME%", "%~dp0", "%%~fi", "%%~$PATH:i");

  private static final char MARK = '\u0001';

  private static String marked(String line) {
    String replaced = line;
    for (String path : PATHS) {
      replaced = replaced.replace(path, String.valueOf(MARK));
    }
    return replaced;
  }

  @ParameterizedTest
  @ValueSource(strings = {LAUNCHER, COMMAND})
  void pathsAreInQuotes(String file) throws IOException {
    int paths = 0;
    for (String line : Files.readAllLines(Path.of(file))) {
      boolean quoted = false;
      for (char c : marked(line).toCharArray()) {
        quoted ^= c == '"';
        if (c == MARK) {
          assertThat(quoted).as(line).isTrue();
          paths++;
        }
      }
      assertThat(quoted).as("quotes are closed: %s", line).isFalse();
    }
    assertThat(paths).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {LAUNCHER, COMMAND})
  void exclamationMarksInArgumentsAreKept(String file) throws IOException {
    assertThat(Files.readString(Path.of(file)))
        .contains("setlocal EnableExtensions DisableDelayedExpansion\n")
        .doesNotContain("\r");
  }

  @Test
  void argumentsArePassedOnOnceAndLast() throws IOException {
    for (String file : List.of(LAUNCHER, COMMAND)) {
      assertThat(Files.readAllLines(Path.of(file)).stream().filter(line -> line.contains("%*")))
          .singleElement()
          .asString()
          .endsWith(" %*")
          .startsWith("\"");
    }
    // Without call, which would double every ^ in quotes.
    assertThat(Files.readString(Path.of(COMMAND))).doesNotContain("call ");
  }
}
