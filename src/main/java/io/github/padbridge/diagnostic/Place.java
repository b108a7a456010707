package io.github.padbridge.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * Where in the user's input a fault lies.
 *
 * @param source the file as the user named it, {@code <stdin>}, or {@link #COMMAND_LINE}
 * @param line 1-based line, 0 where the source has no lines
 * @param column 1-based column, 0 where the source has no lines
 * @param pointer RFC 6901 JSON pointer inside the record's document; on the command line, the
 *     option
 * @param excerpt the line of text that the column points into, counted in code points; null where a
 *     reader finds it by the line's number
 */
public record Place(String source, int line, int column, String pointer, @Nullable String excerpt) {
  public static final String COMMAND_LINE = "command line";

  public Place(String source, int line, int column, String pointer) {
    this(source, line, column, pointer, null);
  }

  /** The place of a whole source, such as a file that cannot be opened. */
  public static Place of(String source) {
    return new Place(source, 0, 0, "");
  }

  /**
   * {@code spec.json:14:17 (/layers/2/stride)}, the form editors and terminals link to, made {@link
   * Printable}.
   */
  @Override
  public String toString() {
    // Nothing opens a command line at a line; there the excerpt shows the spot.
    String spot =
        line == 0
            ? ""
            : !source.equals(COMMAND_LINE)
                ? ":" + line + ":" + column
                : (line > 1 ? ", line " + line : "");
    return Printable.line(source + spot + (pointer.isEmpty() ? "" : " (" + pointer + ")"));
  }
}
