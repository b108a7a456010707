package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of separated values: one line per row, cells quoted as in RFC 4180 where they hold the
 * separator or a quote, and {@link SpreadsheetText} in place of text. Lines end with a line feed.
 * Written without a library, since tables can have millions of rows and the numbers are written as
 * bytes, never as strings.
 */
public final class SeparatedTable implements TableWriter {
  private static final int FULL = 1 << 15;

  private final OutputStream out;
  private final byte separator;
  private final ByteText text = new ByteText(2 * FULL);

  /** Writes no header. */
  public SeparatedTable(OutputStream out, char separator) {
    this.out = out;
    this.separator = (byte) separator;
  }

  /** Writes a row, or nothing of it if it cannot be completed. */
  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    int start = text.length();
    boolean isWhole = false;
    try {
      write(cells);
      isWhole = true;
    } finally {
      if (!isWhole) {
        text.cutTo(start);
      }
    }
    text.letter('\n');
    if (text.length() > FULL) {
      pass();
    }
  }

  private void write(List<@Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.letter(separator);
      }
      int start = text.length();
      cell(cells.get(i));
      if (text.length() == start && cells.size() == 1) {
        // Many readers skip an empty line.
        text.text("\"\"");
      } else if (!(cells.get(i) instanceof Integer)) {
        text.quoteIfNeeded(start, separator);
      }
    }
  }

  private void cell(@Nullable Object cell) {
    // The check for a list, an interface, takes longest.
    if (cell instanceof PerAxis perAxis) {
      perAxis.write(text);
    } else if (cell instanceof Integer number) {
      text.number(number);
    } else if (cell instanceof String word) {
      text.text(SpreadsheetText.of(Printable.line(word)));
    } else if (cell instanceof List<?> list) {
      list(list);
    } else if (cell != null) {
      text.text(SpreadsheetText.of(TableWriter.text(cell)));
    }
  }

  private void list(List<?> list) {
    text.letter('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        text.text(", ");
      }
      cell(list.get(i));
    }
    text.letter(']');
  }

  private void pass() throws IOException {
    out.write(text.bytes(), 0, text.length());
    text.clear();
  }

  @Override
  public void finish() throws IOException {
    pass();
    out.flush();
  }
}
