package io.github.padbridge.render;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.SizeFormulas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The result of {@code nn.Unfold} for the input of a layer, with its formulas and columns. */
public final class UnfoldText {
  private UnfoldText() {}

  public static String of(LayerRecord.Label label, LayerMatrix layer, ColumnMatrix columns) {
    ConvSpec spec = layer.spec();
    StringBuilder text = new StringBuilder();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(call(spec)).append('\n');
    text.append("  ").append(spec.inputShape()).append(" -> ");
    text.append(shape(spec, columns)).append("\n\n");
    text.append("  ").append(rows(columns)).append('\n');
    FormulaText.of(SizeFormulas.of(spec)).forEach(formula -> formula.append(text));
    text.append("  ").append(length(spec, columns)).append("\n\n");
    if (!MatrixGrid.fits(columns)) {
      return text.append(
              "  The columns are not shown: use --format csv or mtx. Text output is limited to ")
          .append(MatrixGrid.limits(columns))
          .append('\n')
          .toString();
    }
    text.append("  One sample");
    if (layer.numbers() == null) {
      text.append("; ").append(MatrixText.symbols(layer)).append(" its elements ");
      text.append(columns.tensorShape()).append(", row-major");
    }
    return text.append(":\n\n").append(MatrixGrid.of(layer)).toString();
  }

  /** {@code (N, C*∏k, L)}, unbatched {@code (C*∏k, L)}. */
  static Shape shape(ConvSpec spec, ColumnMatrix columns) {
    List<Size> sizes = new ArrayList<>();
    if (spec.isBatched()) {
      sizes.add(spec.inputShape().size(0));
    }
    sizes.add(Size.of(columns.rows()));
    sizes.add(Size.of(columns.columns()));
    return new Shape(sizes);
  }

  private static String rows(ColumnMatrix columns) {
    return "C*∏kernel_size = " + product(columns.rowShape());
  }

  private static String length(ConvSpec spec, ColumnMatrix columns) {
    String sizes =
        IntStream.range(0, spec.spatialRank())
            .mapToObj(axis -> spec.axisName(axis) + "_out")
            .collect(Collectors.joining("*"));
    return "L = " + sizes + " = " + product(columns.columnShape());
  }

  /** {@code 5*2*3 = 30}. */
  private static String product(Shape shape) {
    String factors = shape.sizes().stream().map(Size::toString).collect(Collectors.joining("*"));
    return shape.rank() == 1 ? factors : factors + " = " + shape.elements();
  }

  /** The Python call, with F.pad for padding that Unfold does not support. */
  private static String call(ConvSpec spec) {
    boolean flat = spec.spatialRank() == 1;
    boolean unfoldPads =
        spec.paddingMode() == PaddingMode.ZEROS
            && amounts(spec).stream().allMatch(amount -> amount.before() == amount.after());
    List<Integer> padding =
        amounts(spec).stream().map(amount -> unfoldPads ? amount.before() : 0).toList();
    StringBuilder call = new StringBuilder("nn.Unfold(");
    call.append(tuple(spec.kernelSize(), flat, 1));
    append(call, "dilation", spec.dilation(), flat, 1);
    append(call, "padding", padding, flat, 0);
    append(call, "stride", spec.stride(), flat, 1);
    String x = unfoldPads ? "x" : padded(spec);
    return call.append(")(").append(x).append(flat ? ".unsqueeze(-2))" : ")").toString();
  }

  private static List<PadAmount> amounts(ConvSpec spec) {
    return IntStream.range(0, spec.spatialRank()).mapToObj(spec::padAmount).toList();
  }

  private static void append(
      StringBuilder call, String name, List<Integer> values, boolean flat, int byDefault) {
    if (values.stream().anyMatch(value -> value != byDefault)) {
      call.append(", ").append(name).append('=').append(tuple(values, flat, byDefault));
    }
  }

  /** Unfold has two axes; a 1-D layer gets a height of 1. */
  private static String tuple(List<Integer> values, boolean flat, int first) {
    return flat
        ? "(" + first + ", " + values.get(0) + ")"
        : "(" + values.get(0) + ", " + values.get(1) + ")";
  }

  /** {@code F.pad} takes the last axis first. */
  private static String padded(ConvSpec spec) {
    StringBuilder amounts = new StringBuilder();
    for (int axis = spec.spatialRank() - 1; axis >= 0; axis--) {
      PadAmount amount = spec.padAmount(axis);
      amounts.append(amounts.isEmpty() ? "" : ", ");
      amounts.append(amount.before()).append(", ").append(amount.after());
    }
    String mode =
        spec.paddingMode() == PaddingMode.ZEROS
            ? ""
            : ", mode='" + spec.paddingMode().torchName() + "'";
    return "F.pad(x, (" + amounts + ")" + mode + ")";
  }
}
