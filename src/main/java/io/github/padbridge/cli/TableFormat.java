package io.github.padbridge.cli;

import io.github.padbridge.render.AlignedTable;
import io.github.padbridge.render.JsonTable;
import io.github.padbridge.render.MarkdownTable;
import io.github.padbridge.render.SeparatedTable;
import io.github.padbridge.render.TableWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** How a table is written. */
enum TableFormat {
  /** For people. */
  TEXT,
  /** An array of objects. */
  JSON,
  /** One object a line. */
  JSONL,
  CSV,
  TSV,
  MARKDOWN;

  /** What writes a table in this format to standard output. */
  TableWriter writer(Console console, List<String> columns) throws IOException {
    Writer out = new LineWriter(console.out());
    return switch (this) {
      case TEXT -> new AlignedTable(out, columns);
      case JSON -> new JsonTable(console.out(), true, columns);
      case JSONL -> new JsonTable(console.out(), false, columns);
      case CSV, TSV -> {
        TableWriter table = rows(console);
        table.row(List.copyOf(columns));
        yield table;
      }
      case MARKDOWN -> new MarkdownTable(out, columns);
    };
  }

  /** What writes rows without a header, as only separated values can be. */
  TableWriter rows(Console console) {
    return new SeparatedTable(console.out(), this == CSV ? ',' : '\t');
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
