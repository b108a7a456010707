package io.github.padbridge.cli.output;

import io.github.padbridge.render.ScreenLines;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a stream is read on: its width and its colours.
 *
 * <p>The width is that of the environment variable {@code COLUMNS}, else that of the terminal.
 * Colours follow the conventions of no-color.org and {@code CLICOLOR_FORCE}.
 */
public final class Screen {
  /** When text is coloured. */
  public enum When {
    /** On a terminal, unless the environment says otherwise. */
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The width that text for people has where none is known. */
  public static final int USUAL_COLUMNS = 80;

  private static final int FEWEST_COLUMNS = 40;
  private static final int MOST_COLUMNS = 10_000;

  private final Terminal terminal;
  private final Map<String, String> environment;
  private When when = When.AUTO;

  private Screen(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  static Screen of(Terminal terminal, Map<String, String> environment) {
    return new Screen(terminal, environment);
  }

  /** A file: it has no width, and colours only where they are always wanted. */
  Screen ofFile() {
    Screen file = new Screen(Terminal.NONE, environment);
    file.when = when;
    return file;
  }

  void color(When when) {
    this.when = when;
  }

  public boolean isColoured() {
    if (when != When.AUTO) {
      return when == When.ALWAYS;
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
    return (!forced.isEmpty() && !forced.equals("0"))
        || (terminal.isThere() && !environment.getOrDefault("TERM", "").equals("dumb"));
  }

  boolean isTerminal() {
    return terminal.isThere();
  }

  /** The number of columns that tables must fit; none unless this is a terminal. */
  public OptionalInt columns() {
    if (!terminal.isThere()) {
      return OptionalInt.empty();
    }
    OptionalInt given = givenColumns();
    return given.isPresent() ? given : terminal.columns();
  }

  /** The number of columns that a table may take; any number unless this is a terminal. */
  public int tableColumns() {
    return columns().orElse(Integer.MAX_VALUE);
  }

  /** An answer, its long lines wrapped on a terminal, its verdicts coloured where colours are. */
  public String shown(String text) {
    OptionalInt columns = columns();
    String lines = columns.isPresent() ? ScreenLines.of(text, columns.getAsInt()) : text;
    return isColoured() ? Paint.answer(lines) : lines;
  }

  /** A heading, such as the titles of a table. */
  public String heading(String text) {
    return isColoured() ? Paint.heading(text) : text;
  }

  /** The number of columns of text that is wrapped everywhere, such as help. */
  public int textColumns() {
    return Math.max(
        FEWEST_COLUMNS, columns().orElseGet(() -> givenColumns().orElse(USUAL_COLUMNS)));
  }

  private OptionalInt givenColumns() {
    String given = environment.getOrDefault("COLUMNS", "");
    return given.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Math.min(Integer.parseInt(given), MOST_COLUMNS))
        : OptionalInt.empty();
  }
}
