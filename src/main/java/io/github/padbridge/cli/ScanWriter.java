package io.github.padbridge.cli;

import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.ScanMarkdown;
import io.github.padbridge.render.ScanTable;
import io.github.padbridge.render.ScanText;
import io.github.padbridge.render.ScannedLayer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the convolutions of a printed model, in order. */
interface ScanWriter {
  void write(ScannedLayer row) throws IOException;

  /** Ends the output; to be called once, after the last row. */
  void finish() throws IOException;

  /**
   * @param severalModels whether the text holds more than one
   * @param proven whether the rows carry proofs
   */
  static ScanWriter of(ScanFormat format, Console console, boolean severalModels, boolean proven)
      throws IOException {
    return switch (format) {
      case TEXT -> new OfText(console);
      case JSON -> new OfJson(new AnswerWriter(AnswerFormat.JSON, console), severalModels);
      case JSONL -> new OfJson(new AnswerWriter(AnswerFormat.JSONL, console), severalModels);
      case CSV -> new OfTable(console, ',', proven);
      case TSV -> new OfTable(console, '\t', proven);
      case MARKDOWN -> new OfMarkdown(console);
    };
  }

  /** The worksheet, whose columns are as wide as their widest cells. */
  final class OfText implements ScanWriter {
    private final Console console;
    private final List<ScannedLayer> rows = new ArrayList<>();

    OfText(Console console) {
      this.console = console;
    }

    @Override
    public void write(ScannedLayer row) {
      rows.add(row);
    }

    @Override
    public void finish() throws IOException {
      console.out().write(ScanText.of(rows).getBytes(StandardCharsets.UTF_8));
      console.out().flush();
      for (ScannedLayer row : rows) {
        refuse(row, console);
      }
    }
  }

  /** One object a layer. */
  record OfJson(AnswerWriter answers, boolean severalModels) implements ScanWriter {
    @Override
    public void write(ScannedLayer row) throws IOException {
      answers.write(
          new AnswerWriter.Answer() {
            @Override
            public String text() {
              return ScanText.of(List.of(row));
            }

            @Override
            public void json(JsonAnswer json) throws IOException {
              json.scanned(row, severalModels);
            }
          });
    }

    @Override
    public void finish() throws IOException {
      answers.finish();
    }
  }

  /** Separated values. */
  final class OfTable implements ScanWriter {
    private final Console console;
    private final Writer out;
    private final ScanTable table;

    OfTable(Console console, char separator, boolean proven) {
      this.console = console;
      this.out = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
      this.table = ScanTable.begin(out, separator, proven);
    }

    @Override
    public void write(ScannedLayer row) {
      table.add(row);
      refuse(row, console);
    }

    @Override
    public void finish() throws IOException {
      table.flush();
      out.flush();
    }
  }

  /** A table of GitHub's Markdown. */
  final class OfMarkdown implements ScanWriter {
    private final Console console;

    OfMarkdown(Console console) throws IOException {
      this.console = console;
      console.out().write(ScanMarkdown.header().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(ScannedLayer row) throws IOException {
      console.out().write(ScanMarkdown.row(row).getBytes(StandardCharsets.UTF_8));
      refuse(row, console);
    }

    @Override
    public void finish() throws IOException {
      console.out().flush();
    }
  }

  private static void refuse(ScannedLayer row, Console console) {
    console.err().print(RefusalText.of(row.faults()));
  }
}
