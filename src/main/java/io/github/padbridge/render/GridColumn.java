package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.table.Choice;
import io.github.padbridge.translate.EqualPadding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A column of a table of layers: PyTorch's arguments, the sizes, and what TensorFlow is given. */
public enum GridColumn {
  OP("op", Kind.ALL, row -> row.combination().op().functionName()),
  KERNEL_SIZE("kernel_size", Kind.ALL, row -> given(row, row.combination().kernelSize())),
  STRIDE("stride", Kind.ALL, row -> given(row, row.combination().stride())),
  PADDING("padding", Kind.ALL, row -> given(row, row.combination().padding())),
  OUTPUT_PADDING(
      "output_padding", Kind.TRANSPOSED, row -> given(row, row.combination().outputPadding())),
  DILATION("dilation", Kind.ALL, row -> given(row, row.combination().dilation())),
  INPUT_SIZE("input_size", Kind.ALL, row -> given(row, row.combination().inputSize())),
  OUTPUT_SIZE("output_size", Kind.ALL, row -> sizes(row, row.spec()::outputSize)),
  /** All that a transposed convolution writes, before it is cropped. */
  FULL_SIZE("full_size", Kind.TRANSPOSED, row -> sizes(row, axis -> full(row.spec(), axis))),
  /** Zeros that must follow the full result. */
  PAD_END(
      "pad_end", Kind.TRANSPOSED, row -> numbers(row, axis -> padded(row.spec(), axis).after())),
  SLICE_BEGIN(
      "slice_begin",
      Kind.TRANSPOSED,
      row -> numbers(row, axis -> row.spec().padAmount(axis).before())),
  SLICE_SIZE("slice_size", Kind.TRANSPOSED, row -> sizes(row, row.spec()::outputSize)),
  /** What is padded, before a forward convolution and after a transposed one; last axis first. */
  F_PAD("F.pad", Kind.ALL, GridColumn::torchPad),
  /** The same for data whose channels are last. */
  TF_PAD("tf.pad", Kind.ALL, GridColumn::tensorFlowPad),
  TENSORFLOW_PADDING("tensorflow_padding", Kind.ALL, row -> EqualPadding.of(row.spec()).toString()),
  AGREE("agree", Kind.PROVEN, GridRow::agree),
  REASON("reason", Kind.INVALID, GridColumn::reason);

  /** The tables that have a column unless others are chosen. */
  private enum Kind {
    ALL,
    TRANSPOSED,
    PROVEN,
    INVALID
  }

  private final String title;
  private final Kind kind;
  private final Function<GridRow, Object> value;

  GridColumn(String title, Kind kind, Function<GridRow, Object> value) {
    this.title = title;
    this.kind = kind;
    this.value = value;
  }

  public String title() {
    return title;
  }

  /** The columns of a table for which none were chosen. */
  public static List<GridColumn> usual(ConvOp op, boolean proven, boolean invalid) {
    return Arrays.stream(values())
        .filter(
            column ->
                switch (column.kind) {
                  case ALL -> true;
                  case TRANSPOSED -> op.isTransposed();
                  case PROVEN -> proven;
                  case INVALID -> invalid;
                })
        .toList();
  }

  /** The cell, or null where the row has nothing to say here. */
  public Object of(GridRow row) {
    boolean isGiven = ordinal() <= INPUT_SIZE.ordinal() || this == REASON;
    boolean applies = kind != Kind.TRANSPOSED || row.combination().op().isTransposed();
    return applies && (isGiven || row.spec() != null) ? value.apply(row) : null;
  }

  private static Object given(GridRow row, Choice choice) {
    return choice.word() != null ? choice.word() : new PerAxis(row.combination().perAxis(choice));
  }

  private static PerAxis sizes(GridRow row, IntFunction<Size> size) {
    return numbers(row, axis -> size.apply(axis).intValue());
  }

  private static PerAxis numbers(GridRow row, IntFunction<Integer> number) {
    return new PerAxis(IntStream.range(0, row.spec().spatialRank()).mapToObj(number).toList());
  }

  private static Size full(ConvSpec spec, int axis) {
    return ConvArithmetic.transposedFull(
        spec.inputSize(axis), spec.effectiveKernel(axis), spec.stride().get(axis));
  }

  /** What the plan pads on an axis. */
  private static PadAmount padded(ConvSpec spec, int axis) {
    if (!spec.op().isTransposed()) {
      return spec.padAmount(axis);
    }
    long zeros =
        ConvArithmetic.zerosPastFull(spec.padAmount(axis).before(), spec.outputPadding().get(axis));
    return new PadAmount(0, Math.toIntExact(zeros));
  }

  private static List<Integer> torchPad(GridRow row) {
    List<Integer> amounts = new ArrayList<>();
    for (int axis = row.spec().spatialRank() - 1; axis >= 0; axis--) {
      amounts.add(padded(row.spec(), axis).before());
      amounts.add(padded(row.spec(), axis).after());
    }
    return amounts;
  }

  private static List<List<Integer>> tensorFlowPad(GridRow row) {
    List<List<Integer>> paddings = new ArrayList<>();
    paddings.add(List.of(0, 0));
    for (int axis = 0; axis < row.spec().spatialRank(); axis++) {
      PadAmount amount = padded(row.spec(), axis);
      paddings.add(List.of(amount.before(), amount.after()));
    }
    paddings.add(List.of(0, 0));
    return paddings;
  }

  private static String reason(GridRow row) {
    return row.refusal() == null
        ? null
        : row.refusal().faults().stream().map(Fault::message).collect(Collectors.joining("; "));
  }
}
