package io.github.padbridge.render;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.github.padbridge.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table without lines, its columns aligned to the left. */
final class TextTable {
  private TextTable() {}

  /** The table; its cells are made {@link Printable}. */
  static String of(List<String> headers, List<List<String>> rows) {
    List<Column> columns = new ArrayList<>();
    for (String header : headers) {
      columns.add(
          new Column()
              .header(header)
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(HorizontalAlign.LEFT)
              .maxWidth(1000));
    }
    String[][] cells =
        rows.stream()
            .map(row -> row.stream().map(Printable::line).toArray(String[]::new))
            .toArray(String[][]::new);
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns.toArray(new Column[0]), cells)
        .lines()
        .map(line -> (" " + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
