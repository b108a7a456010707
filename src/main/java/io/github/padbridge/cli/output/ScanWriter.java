package io.github.padbridge.cli.output;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.render.ColumnRanks;
import io.github.padbridge.render.FileTable;
import io.github.padbridge.render.LeftOutNotes;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.ScanJson;
import io.github.padbridge.render.ScanTable;
import io.github.padbridge.render.ScanText;
import io.github.padbridge.render.ScannedLayer;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.render.page.HtmlPage;
import io.github.padbridge.render.page.PageLayer;
import io.github.padbridge.render.python.JaxModule;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Runtime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a printed model, in order. */
public abstract class ScanWriter {
  final Console console;
  final List<ScannedLayer> rows = new ArrayList<>();

  private ScanWriter(Console console) {
    this.console = console;
  }

  public void write(ScannedLayer row) throws IOException {
    rows.add(row);
  }

  /** Ends the output. Call it once, after the last row. */
  public abstract void finish() throws IOException;

  /**
   * @param isFile whether the rows are those of a model file, not of a printed model
   * @param severalModels whether the text holds several models
   * @param proven whether the rows carry proofs
   * @param runtime the TensorFlow build that the plans are for
   */
  public static ScanWriter of(
      Format format,
      Console console,
      boolean isFile,
      boolean severalModels,
      boolean proven,
      Runtime runtime)
      throws IOException {
    return switch (format) {
      case TEXT -> new OfText(console);
      case JSON, JSONL -> new OfJson(format, console, severalModels);
      case MARKDOWN ->
          new OfTable(
              console,
              format.table(console, isFile ? FileTable.SHEET : ScanTable.SHEET, ColumnRanks.EQUAL),
              isFile ? FileTable::sheetRow : ScanTable::sheetRow);
      case CSV, TSV ->
          new OfTable(
              console,
              format.table(
                  console,
                  isFile ? FileTable.columns(proven) : ScanTable.columns(proven),
                  ColumnRanks.EQUAL),
              row -> isFile ? FileTable.row(row, proven) : ScanTable.row(row, proven));
      case HTML -> new OfPage(console, runtime);
      case PYTHON -> new OfModule(console, new TensorFlowModule(null), runtime);
      case KERAS -> new OfModule(console, new KerasModule(), runtime);
      case PYTORCH -> new OfModule(console, new TorchModule(null), runtime);
      case ONNX -> new OfModule(console, new OnnxModule(null), runtime);
      case JAX -> new OfModule(console, new JaxModule(null), runtime);
      case SVG, MTX -> throw new IllegalArgumentException("" + format);
    };
  }

  List<String> leftOut() {
    return LeftOutNotes.of(rows.stream().map(ScannedLayer::layer).toList());
  }

  void refuse(ScannedLayer row) {
    console.err().print(RefusalText.of(row.faults()));
  }

  void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
    console.out().flush();
  }

  /** An aligned worksheet; left-out modules are noted. */
  private static final class OfText extends ScanWriter {
    OfText(Console console) {
      super(console);
    }

    @Override
    public void finish() throws IOException {
      leftOut().forEach(note -> console.err().println("note: " + note));
      rows.removeIf(row -> row.layer().isLeftOut());
      Screen screen = console.screen();
      print(screen.shown(Printable.lines(ScanText.of(rows, screen.tableColumns()))));
      rows.forEach(this::refuse);
    }
  }

  /** A Python module; what it leaves out is noted. */
  private static final class OfModule extends ScanWriter {
    private final ScanModule module;

    OfModule(Console console, PythonModule module, Runtime runtime) {
      super(console);
      this.module = new ScanModule(module, runtime);
    }

    @Override
    public void write(ScannedLayer row) throws IOException {
      rows.add(row);
      print(module.code(row));
    }

    @Override
    public void finish() throws IOException {
      print(module.tail());
      leftOut().forEach(note -> console.err().println("note: " + note));
      module.leftOut().ifPresent(note -> console.err().println("note: " + note));
      rows.forEach(this::refuse);
    }
  }

  /** An HTML page. */
  private static final class OfPage extends ScanWriter {
    private final Runtime runtime;

    OfPage(Console console, Runtime runtime) {
      super(console);
      this.runtime = runtime;
    }

    @Override
    public void write(ScannedLayer row) {
      rows.add(row);
      refuse(row);
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
      print(HtmlPage.of(title.isEmpty() ? "A model" : title, layers, leftOut()));
    }
  }

  /** One object a layer. */
  private static final class OfJson extends ScanWriter {
    private final AnswerWriter answers;
    private final boolean severalModels;

    OfJson(Format format, Console console, boolean severalModels) {
      super(console);
      this.answers = new AnswerWriter(format, console);
      this.severalModels = severalModels;
    }

    @Override
    public void write(ScannedLayer row) throws IOException {
      answers.write(
          () -> ScanText.of(List.of(row), Integer.MAX_VALUE),
          json -> ScanJson.write(json, row, severalModels));
    }

    @Override
    public void finish() throws IOException {
      answers.finish();
    }
  }

  /** A table, followed by the faults of its rows. */
  private static final class OfTable extends ScanWriter {
    private final TableWriter table;
    private final Function<ScannedLayer, List<@Nullable Object>> cells;

    /**
     * @param cells creates the cells of a row
     */
    OfTable(
        Console console, TableWriter table, Function<ScannedLayer, List<@Nullable Object>> cells) {
      super(console);
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
      rows.forEach(this::refuse);
    }
  }
}
