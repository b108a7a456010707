package io.github.padbridge.render;

import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The convolutions of a printed model as rows of a table. */
public final class ScanTable {
  /** What people read. */
  public static final List<String> SHEET = List.of("layer", "PyTorch", "TensorFlow", "watch");

  private static final List<String> ARGUMENTS =
      List.of(
          Argument.OP,
          Argument.IN_CHANNELS,
          Argument.OUT_CHANNELS,
          Argument.KERNEL_SIZE,
          Argument.STRIDE,
          Argument.PADDING,
          Argument.OUTPUT_PADDING,
          Argument.DILATION,
          Argument.GROUPS,
          Argument.BIAS,
          Argument.PADDING_MODE,
          Argument.RUNTIME_PADDING);

  private ScanTable() {}

  /**
   * What programs read: a column an argument.
   *
   * @param proven whether the rows carry proofs
   */
  public static List<String> columns(boolean proven) {
    List<String> columns = new ArrayList<>(List.of("name", "class"));
    columns.addAll(ARGUMENTS);
    columns.addAll(List.of("input_shape", "output_shape", "tensorflow", "watch"));
    if (proven) {
      columns.add("agree");
    }
    return columns;
  }

  /** The cells of {@link #columns}. */
  public static List<@Nullable Object> row(ScannedLayer row, boolean proven) {
    Layer spec = row.layer().spec();
    Map<String, @Nullable Object> arguments = spec == null ? Map.of() : SpecArguments.of(spec);
    List<@Nullable Object> cells =
        new ArrayList<>(List.of(row.layer().name(), row.layer().className()));
    ARGUMENTS.forEach(name -> cells.add(cell(arguments.get(name))));
    cells.add(spec == null ? "" : spec.inputShape().toString());
    cells.add(spec == null ? "" : spec.outputShape().toString());
    cells.add(row.plan() == null ? "" : EquivalentText.of(row.plan()));
    cells.add(String.join("; ", row.watch()));
    if (proven) {
      cells.add(row.agreement() == null ? null : row.agreement().agree());
    }
    return cells;
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof List<?> list ? new PerAxis(List.copyOf(list)) : value;
  }

  /** The cells of {@link #SHEET} in Markdown. */
  public static List<@Nullable Object> sheetRow(ScannedLayer row) {
    return List.of(
        new MarkdownTable.Code(row.layer().name()),
        new MarkdownTable.Code(ScanText.pyTorch(row)),
        row.plan() == null ? "none" : new MarkdownTable.Code(EquivalentText.of(row.plan())),
        String.join(". ", row.watch()));
  }
}
