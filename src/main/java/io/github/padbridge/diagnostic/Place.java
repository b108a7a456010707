package io.github.padbridge.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * The place of a fault in the user input.
 *
 * @param source the file name as given, {@code <stdin>}, or {@link #COMMAND_LINE}
 * @param line 1-based line; 0 if the source has no lines
 * @param column 1-based column; 0 if the source has no lines
 * @param pointer RFC 6901 JSON pointer in the document of the record; on the command line, the
 *     option
 * @param excerpt the line of text that the column points into, counted in code points; null if the
 *     line number is enough to find it
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
   * {@code spec.json:14:17 (/layers/2/stride)}, which editors and terminals recognize as a link.
   */
  @Override
  public String toString() {
    // A line of the command line cannot be opened; the excerpt shows the place.
    String spot =
        line == 0
            ? ""
            : !source.equals(COMMAND_LINE)
                ? ":" + line + ":" + column
                : (line > 1 ? ", line " + line : "");
    return Printable.line(source + spot + (pointer.isEmpty() ? "" : " (" + pointer + ")"));
  }
}
