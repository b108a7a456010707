package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Terminal;
import io.github.padbridge.render.Glyphs;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/** The options for drawings: characters, colour, width. */
final class TerminalOptions {
  private static final List<String> WHEN = List.of("auto", "always", "never");

  private boolean ascii;
  private String color = "auto";
  private final Options options;

  TerminalOptions(Options options) {
    this.options = options;
    options.flag(value -> ascii = value, "--ascii", "Draw with ASCII signs only.");
    options
        .option(String.class, value -> color = value, "--color")
        .paramLabel("WHEN")
        .completionCandidates(WHEN)
        .defaultValue("auto")
        .description(
            "auto (default): on a terminal, unless NO_COLOR is set or TERM is dumb; always; never.");
  }

  /**
   * @throws ParameterException if an option is invalid
   */
  void check() {
    if (!WHEN.contains(color)) {
      throw options.usage(
          "--color must be one of " + String.join(", ", WHEN) + " (got '" + color + "')");
    }
  }

  Glyphs glyphs() {
    return new Glyphs(ascii, isColoured(color, Terminal.OUT.isThere(), System.getenv()));
  }

  /** Follows the conventions of no-color.org and CLICOLOR. */
  static boolean isColoured(String color, boolean terminal, Map<String, String> environment) {
    if (!color.equals("auto")) {
      return color.equals("always");
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
    return (!forced.isEmpty() && !forced.equals("0"))
        || (terminal && !environment.getOrDefault("TERM", "").equals("dumb"));
  }

  /** The width of the terminal, or 80. */
  int columns() {
    return Terminal.OUT.columns().orElse(Terminal.USUAL_COLUMNS);
  }
}
