package io.github.padbridge.render;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.model.ModelLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The convolutions and poolings of a printed model as rows of a table. */
public final class ScanTable {
  /** The columns for people. */
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

  /** At the end, so that the columns in front of them keep their numbers. */
  private static final List<String> POOLING_ARGUMENTS =
      List.of(Argument.CEIL_MODE, Argument.COUNT_INCLUDE_PAD, Argument.DIVISOR_OVERRIDE);

  private ScanTable() {}

  /**
   * The columns for programs: one per argument.
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
    columns.addAll(POOLING_ARGUMENTS);
    columns.add("before");
    return columns;
  }

  /** The cells of {@link #columns}. */
  public static List<@Nullable Object> row(ScannedLayer row, boolean proven) {
    ModelLayer layer = row.layer();
    Layer spec = layer.spec();
    Map<String, @Nullable Object> arguments = arguments(layer);
    List<@Nullable Object> cells = new ArrayList<>(List.of(layer.name(), layer.className()));
    ARGUMENTS.forEach(name -> cells.add(cell(arguments.get(name))));
    cells.add(spec == null ? "" : spec.inputShape().toString());
    cells.add(spec == null ? "" : spec.outputShape().toString());
    cells.add(row.plan() == null ? "" : EquivalentText.of(row.plan()));
    cells.add(String.join("; ", row.watch()));
    if (proven) {
      cells.add(row.agreement() == null ? null : row.agreement().agree());
    }
    POOLING_ARGUMENTS.forEach(name -> cells.add(cell(arguments.get(name))));
    cells.add(
        layer.before().stream()
            .map(ModelLayer.JoinedPad::shown)
            .collect(Collectors.joining(" -> ")));
    return cells;
  }

  private static Map<String, @Nullable Object> arguments(ModelLayer layer) {
    if (layer.content() instanceof ModelLayer.Padding padding) {
      PadModule pad = padding.pad();
      return Map.of(
          Argument.PADDING, SpecArguments.pairs(pad.amounts()), Argument.PADDING_MODE, mode(pad));
    }
    return layer.spec() == null ? Map.of() : SpecArguments.of(layer.spec());
  }

  /** {@code reflect}, {@code zeros}, {@code constant -inf}. */
  private static String mode(PadModule pad) {
    return pad.mode() == PaddingMode.ZEROS && pad.value() != 0
        ? "constant " + pad.valueText()
        : pad.mode().torchName();
  }

  private static @Nullable Object cell(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    boolean isNested = !list.isEmpty() && list.get(0) instanceof List<?>;
    return isNested ? list.toString() : new PerAxis(List.copyOf(list));
  }

  /** The cells of {@link #SHEET} in Markdown. */
  public static List<@Nullable Object> sheetRow(ScannedLayer row) {
    return List.of(
        new MarkdownTable.Code(row.layer().name()),
        new MarkdownTable.Code(ScanText.pyTorch(row)),
        row.plan() == null ? "none" : new MarkdownTable.Code(ScanText.tensorFlow(row.plan())),
        String.join(". ", row.watch()));
  }
}
