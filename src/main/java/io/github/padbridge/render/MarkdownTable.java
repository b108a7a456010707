package io.github.padbridge.render;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table in GitHub's Markdown. */
public final class MarkdownTable implements TableWriter {
  private final Writer out;

  /** A cell that is always shown as code. */
  record Code(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  public MarkdownTable(Writer out, List<String> columns) throws IOException {
    this.out = out;
    row(List.copyOf(columns));
    line(columns.stream().map(column -> "---").toList());
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    line(cells.stream().map(MarkdownTable::cell).toList());
  }

  private void line(List<String> cells) throws IOException {
    out.write(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(Object cell) {
    String text = TableWriter.text(cell);
    return cell instanceof Code ? MarkdownText.code(text) : MarkdownText.of(text);
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
