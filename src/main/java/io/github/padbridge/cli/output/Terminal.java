package io.github.padbridge.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal of a standard stream. Java itself cannot tell output from input. */
public enum Terminal {
  OUT,
  ERR,
  /** No terminal: a file. */
  NONE;

  /** Set by the launcher to the terminals, in lower case, separated by a comma. */
  public static final String PROPERTY = "padbridge.terminals";

  private static final File TERMINAL = new File("/dev/tty");

  public boolean isThere() {
    return List.of(System.getProperty(PROPERTY, "").split(","))
        .contains(name().toLowerCase(Locale.ROOT));
  }

  /** The width, 80 if unknown; empty if there is no terminal. */
  public OptionalInt columns() {
    return isThere() ? OptionalInt.of(ask().orElse(Screen.USUAL_COLUMNS)) : OptionalInt.empty();
  }

  private static OptionalInt ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher size = Pattern.compile("[0-9]+ ([0-9]{1,4})\\s*").matcher(answer);
      return size.matches() && !size.group(1).equals("0")
          ? OptionalInt.of(Integer.parseInt(size.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      // There is no stty, as on Windows, or no controlling terminal.
      return OptionalInt.empty();
    }
  }
}
