package io.github.padbridge.cli.output;

import io.github.padbridge.render.AlignedTable;
import io.github.padbridge.render.ColumnRanks;
import io.github.padbridge.render.JsonTable;
import io.github.padbridge.render.MarkdownTable;
import io.github.padbridge.render.SeparatedTable;
import io.github.padbridge.render.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The output formats. Each command offers some of them. */
public enum Format {
  /** For people. */
  TEXT,
  /** An array of objects. */
  JSON,
  /** One object a line. */
  JSONL,
  CSV,
  TSV,
  MARKDOWN,
  SVG,
  HTML,
  /** Matrix Market. */
  MTX,
  /** TensorFlow code. */
  PYTHON,
  KERAS,
  PYTORCH,
  ONNX,
  JAX;

  /**
   * Writes a table in this format, its header first.
   *
   * @param ranks which columns a narrow terminal shows
   */
  public TableWriter table(Console console, List<String> columns, ColumnRanks ranks)
      throws IOException {
    OutputStream out = console.out();
    Screen screen = console.screen();
    return switch (this) {
      case TEXT ->
          new AlignedTable(
              new LineWriter(out), columns, ranks, screen.tableColumns(), screen::heading);
      case JSON, JSONL -> new JsonTable(out, this == JSON, columns);
      case CSV, TSV -> {
        TableWriter table = rows(out);
        table.row(List.copyOf(columns));
        yield table;
      }
      case MARKDOWN -> new MarkdownTable(new LineWriter(out), columns);
      case SVG, HTML, MTX, PYTHON, KERAS, PYTORCH, ONNX, JAX ->
          throw new IllegalArgumentException(this + " is not the format of a table");
    };
  }

  /** Writes separated values without a header. */
  public TableWriter rows(OutputStream out) {
    return new SeparatedTable(out, this == CSV ? ',' : '\t');
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
