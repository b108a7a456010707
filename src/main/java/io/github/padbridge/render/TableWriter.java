package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a table as they come. */
public interface TableWriter {
  /**
   * One row, one cell per column: a number, a text, a boolean, a list, or null for an empty cell.
   */
  void row(List<@Nullable Object> cells) throws IOException;

  /** Ends the table; to be called once, after the last row. */
  void finish() throws IOException;

  /** A cell as text, made {@link Printable}. */
  static String text(@Nullable Object cell) {
    return cell == null ? "" : Printable.line(cell.toString());
  }
}
