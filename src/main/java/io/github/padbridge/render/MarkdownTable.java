package io.github.padbridge.render;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of GitHub's Markdown. */
public final class MarkdownTable implements TableWriter {
  private final Writer out;

  public MarkdownTable(Writer out, List<String> columns) throws IOException {
    this.out = out;
    row(List.copyOf(columns));
    row(List.copyOf(columns.stream().map(column -> "---").toList()));
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    out.write(
        cells.stream().map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(Object cell) {
    return TableWriter.text(cell).replace("\n", " ").replace("|", "\\|");
  }

  /** Text between backticks, in which nothing is Markdown. */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace('`', '\'') + "`";
  }

  /** Text in which letters that Markdown reads are letters. */
  static String plain(String text) {
    return text.replaceAll("([\\\\_*<>`])", "\\\\$1");
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
