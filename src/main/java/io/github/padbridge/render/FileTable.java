package io.github.padbridge.render;

import io.github.padbridge.model.Extent;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The convolutions and poolings of a model file as rows of a table. */
public final class FileTable {
  /** What people read. */
  public static final List<String> SHEET =
      List.of("layer", "op", "input", "output", "translation", "watch");

  private FileTable() {}

  /**
   * What programs read.
   *
   * @param proven whether the rows carry proofs
   */
  public static List<String> columns(boolean proven) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "name",
                "class",
                "source",
                "op",
                "input_shape",
                "output_shape",
                "before",
                "after",
                "framework",
                "translation",
                "watch"));
    if (proven) {
      columns.add("agree");
    }
    return columns;
  }

  /** The cells of {@link #columns}. */
  public static List<@Nullable Object> row(ScannedLayer row, boolean proven) {
    ModelLayer layer = row.layer();
    Recorded recorded = layer.recorded();
    List<@Nullable Object> cells = new ArrayList<>(List.of(layer.name(), layer.className()));
    cells.add(recorded == null ? null : recorded.source());
    cells.add(ScanText.op(layer));
    cells.add(recorded == null ? "" : shape(recorded.input()));
    cells.add(recorded == null ? "" : shape(recorded.output()));
    cells.add(shown(layer.before()));
    cells.add(recorded == null ? "" : shown(recorded.after()));
    cells.add(row.plan() == null ? "" : row.plan().target().id());
    cells.add(row.plan() == null ? "" : EquivalentText.of(row.plan()));
    cells.add(String.join("; ", row.watch()));
    if (proven) {
      cells.add(row.agreement() == null ? null : row.agreement().agree());
    }
    return cells;
  }

  /** The cells of {@link #SHEET} in Markdown. */
  public static List<@Nullable Object> sheetRow(ScannedLayer row) {
    Recorded recorded = row.layer().recorded();
    return List.of(
        new MarkdownTable.Code(row.layer().name()),
        new MarkdownTable.Code(ScanText.pyTorch(row)),
        recorded == null ? "" : shape(recorded.input()),
        recorded == null ? "" : shape(recorded.output()),
        row.plan() == null ? "none" : new MarkdownTable.Code(ScanText.tensorFlow(row.plan())),
        String.join(". ", row.watch()));
  }

  /** {@code (1, 3, 2*s0 + 1)}; empty where not even the number of axes is known. */
  static String shape(List<Extent> shape) {
    return shape.isEmpty()
        ? ""
        : shape.stream().map(Extent::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String shown(List<ModelLayer.JoinedPad> joined) {
    return joined.stream().map(ModelLayer.JoinedPad::shown).collect(Collectors.joining(" -> "));
  }
}
