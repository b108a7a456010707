package io.github.padbridge.cli.output;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.render.LeftOutNotes;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.ScanJson;
import io.github.padbridge.render.ScanTable;
import io.github.padbridge.render.ScanText;
import io.github.padbridge.render.ScannedLayer;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.render.page.HtmlPage;
import io.github.padbridge.render.page.PageLayer;
import io.github.padbridge.translate.Runtime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a printed model, in order. */
public interface ScanWriter {
  void write(ScannedLayer row) throws IOException;

  /** Ends the output; to be called once, after the last row. */
  void finish() throws IOException;

  /**
   * @param severalModels whether the text holds more than one
   * @param proven whether the rows carry proofs
   * @param runtime what the plans were made for
   */
  static ScanWriter of(
      Format format, Console console, boolean severalModels, boolean proven, Runtime runtime)
      throws IOException {
    return switch (format) {
      case TEXT -> new OfText(console);
      case JSON, JSONL -> new OfJson(new AnswerWriter(format, console), severalModels);
      case MARKDOWN ->
          new OfTable(console, format.table(console.out(), ScanTable.SHEET), ScanTable::sheetRow);
      case CSV, TSV ->
          new OfTable(
              console,
              format.table(console.out(), ScanTable.columns(proven)),
              row -> ScanTable.row(row, proven));
      case HTML -> new OfPage(console, runtime);
      case SVG, MTX, PYTHON, KERAS, PYTORCH -> throw new IllegalArgumentException("" + format);
    };
  }

  /** The worksheet, whose columns are as wide as their widest cells; what is left out is noted. */
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
      leftOut(rows).forEach(note -> console.err().println("note: " + note));
      rows.removeIf(row -> row.layer().isLeftOut());
      console.out().write(Printable.lines(ScanText.of(rows)).getBytes(StandardCharsets.UTF_8));
      console.out().flush();
      for (ScannedLayer row : rows) {
        refuse(row, console);
      }
    }
  }

  /** A page, which begins with a table of all layers. */
  final class OfPage implements ScanWriter {
    private final Console console;
    private final Runtime runtime;
    private final List<ScannedLayer> rows = new ArrayList<>();

    OfPage(Console console, Runtime runtime) {
      this.console = console;
      this.runtime = runtime;
    }

    @Override
    public void write(ScannedLayer row) {
      rows.add(row);
      refuse(row, console);
    }

    @Override
    public void finish() throws IOException {
      String title =
          rows.stream()
              .map(row -> row.layer().model())
              .distinct()
              .collect(Collectors.joining(", "));
      List<PageLayer> layers =
          rows.stream()
              .filter(row -> !row.layer().isLeftOut())
              .map(row -> PageLayer.of(row, runtime))
              .toList();
      String page = HtmlPage.of(title.isEmpty() ? "A model" : title, layers, leftOut(rows));
      console.out().write(page.getBytes(StandardCharsets.UTF_8));
      console.out().flush();
    }
  }

  /** One object a layer. */
  record OfJson(AnswerWriter answers, boolean severalModels) implements ScanWriter {
    @Override
    public void write(ScannedLayer row) throws IOException {
      answers.write(
          () -> ScanText.of(List.of(row)), json -> ScanJson.write(json, row, severalModels));
    }

    @Override
    public void finish() throws IOException {
      answers.finish();
    }
  }

  /** A table, and what is wrong with its rows after it. */
  final class OfTable implements ScanWriter {
    private final Console console;
    private final TableWriter table;
    private final Function<ScannedLayer, List<@Nullable Object>> cells;
    private final List<ScannedLayer> rows = new ArrayList<>();

    /**
     * @param cells makes a row of the table
     */
    OfTable(
        Console console, TableWriter table, Function<ScannedLayer, List<@Nullable Object>> cells) {
      this.console = console;
      this.table = table;
      this.cells = cells;
    }

    @Override
    public void write(ScannedLayer row) throws IOException {
      table.row(cells.apply(row));
      rows.add(row);
    }

    @Override
    public void finish() throws IOException {
      table.finish();
      for (ScannedLayer row : rows) {
        refuse(row, console);
      }
    }
  }

  private static List<String> leftOut(List<ScannedLayer> rows) {
    return LeftOutNotes.of(rows.stream().map(ScannedLayer::layer).toList());
  }

  private static void refuse(ScannedLayer row, Console console) {
    console.err().print(RefusalText.of(row.faults()));
  }
}
