package io.github.padbridge.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A table of separated values: a header, a line a row, cells quoted as RFC 4180 has it where they
 * hold the separator. Lines end as they do on Unix, for the tools that read them there.
 */
public final class SeparatedTable implements TableWriter {
  private final Writer out;
  private final CsvWriter csv;

  public SeparatedTable(Writer out, char separator, List<String> columns) {
    this.out = out;
    this.csv =
        CsvWriter.builder()
            .fieldSeparator(separator)
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(0)
            .build(out);
    csv.writeRecord(columns);
  }

  @Override
  public void row(List<Object> cells) {
    csv.writeRecord(cells.stream().map(TableWriter::text).toList());
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
