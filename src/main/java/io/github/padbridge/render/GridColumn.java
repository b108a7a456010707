package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.table.Choice;
import io.github.padbridge.table.GridOp;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A column of a table of layers: PyTorch arguments, sizes, and TensorFlow arguments. */
public enum GridColumn {
  OP("op", Kind.ALL, row -> row.combination().op().functionName()),
  KERNEL_SIZE("kernel_size", Kind.ALL, row -> given(row, row.combination().kernelSize())),
  STRIDE("stride", Kind.ALL, row -> new PerAxis(List.copyOf(row.combination().strides()))),
  PADDING("padding", Kind.ALL, row -> given(row, row.combination().padding())),
  OUTPUT_PADDING(
      "output_padding", Kind.TRANSPOSED, row -> given(row, row.combination().outputPadding())),
  DILATION("dilation", Kind.ALL, row -> given(row, row.combination().dilation())),
  INPUT_SIZE("input_size", Kind.ALL, row -> given(row, row.combination().inputSize())),
  OUTPUT_SIZE("output_size", Kind.ALL, ofLayer(LayerCells::outputSize)),
  /** The size of the full result of a transposed convolution, before it is cropped. */
  FULL_SIZE("full_size", Kind.TRANSPOSED, ofLayer(LayerCells::fullSize)),
  /** The zeros to add after the full result. */
  PAD_END("pad_end", Kind.TRANSPOSED, ofLayer(LayerCells::padEnd)),
  SLICE_BEGIN("slice_begin", Kind.TRANSPOSED, ofLayer(LayerCells::sliceBegin)),
  SLICE_SIZE("slice_size", Kind.TRANSPOSED, ofLayer(LayerCells::outputSize)),
  /** The padding, before a forward convolution and after a transposed one; the last axis first. */
  F_PAD("F.pad", Kind.ALL, ofLayer(LayerCells::torchPad)),
  /** The padding for channels-last data. */
  TF_PAD("tf.pad", Kind.ALL, ofLayer(LayerCells::tensorFlowPad)),
  TENSORFLOW_PADDING("tensorflow_padding", Kind.ALL, ofLayer(LayerCells::tensorFlowPadding)),
  /** Why a combination is invalid, or could not be proven. */
  REASON("reason", Kind.REASONED, GridColumn::reason),
  AGREE("agree", Kind.PROVEN, GridRow::agree),
  /** The elements to crop off the end of the full result; {@code slice_begin} is the start. */
  SLICE_END("slice_end", Kind.TRANSPOSED, ofLayer(LayerCells::sliceEnd));

  /** Columns that follow from others are the least useful; the answers are kept. */
  public static final ColumnRanks RANKS =
      new ColumnRanks(
          titles(
              SLICE_END,
              TF_PAD,
              F_PAD,
              SLICE_SIZE,
              SLICE_BEGIN,
              PAD_END,
              FULL_SIZE,
              TENSORFLOW_PADDING),
          titles(OUTPUT_SIZE, REASON, AGREE));

  /** The tables that have a column unless others are chosen. */
  private enum Kind {
    ALL,
    TRANSPOSED,
    PROVEN,
    REASONED
  }

  private final String title;
  private final Kind kind;

  // A method without a state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<GridRow, @Nullable Object> value;

  GridColumn(String title, Kind kind, Function<GridRow, @Nullable Object> value) {
    this.title = title;
    this.kind = kind;
    this.value = value;
  }

  public String title() {
    return title;
  }

  private static List<String> titles(GridColumn... columns) {
    return Arrays.stream(columns).map(GridColumn::title).toList();
  }

  /** The default columns of a table. */
  public static List<GridColumn> usual(GridOp op, boolean proven, boolean invalid) {
    return Arrays.stream(values())
        .filter(
            column ->
                switch (column.kind) {
                  case ALL -> true;
                  case TRANSPOSED -> op.isTransposed();
                  case PROVEN -> proven;
                  case REASONED -> proven || invalid;
                })
        .toList();
  }

  /** The cell; null where the row has no value. */
  public @Nullable Object of(GridRow row) {
    boolean applies = kind != Kind.TRANSPOSED || row.combination().op().isTransposed();
    return applies ? value.apply(row) : null;
  }

  /** The cell of a layer that is valid in PyTorch. */
  private static Function<GridRow, @Nullable Object> ofLayer(
      Function<LayerCells, @Nullable Object> cell) {
    return row -> row.layer() == null ? null : cell.apply(row.layer());
  }

  private static Object given(GridRow row, Choice choice) {
    return choice.word() != null
        ? choice.word()
        : new PerAxis(List.copyOf(row.combination().perAxis(choice)));
  }

  private static @Nullable String reason(GridRow row) {
    return row.faults().isEmpty()
        ? null
        : row.faults().stream().map(Fault::message).collect(Collectors.joining("; "));
  }
}
