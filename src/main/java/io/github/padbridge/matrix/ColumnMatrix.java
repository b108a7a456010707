package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the input of one sample, as {@code nn.Unfold} gives them: a row for every element
 * of {@code (C, k...)}, a column for every output position, all row-major. The convolution is the
 * weight, one row per filter, times this matrix.
 */
public final class ColumnMatrix implements ElementMatrix {
  private final ConvSpec layer;
  private final List<ForwardAxis> axes;

  private ColumnMatrix(ConvSpec layer) {
    this.layer = layer;
    this.axes =
        IntStream.range(0, layer.spatialRank())
            .mapToObj(axis -> ForwardAxis.of(layer, axis))
            .toList();
  }

  /**
   * The columns of the input of a layer; the batch size is ignored.
   *
   * @throws Refusal if {@code nn.Unfold} has no counterpart of the layer, a size is left open, or
   *     the entries cannot be counted
   */
  public static ColumnMatrix of(ConvSpec spec) {
    if (spec.op().isTransposed() || spec.spatialRank() > 2) {
      throw new Refusal(
          new Fault(
              "nn.Unfold supports conv1d and conv2d (got " + spec.op().functionName() + ")",
              "leave --unfold out for the matrix of the layer",
              List.of(Argument.OP),
              null));
    }
    ConvSpec layer = Sample.of(spec);
    Extent.require(layer);
    ColumnMatrix columns = new ColumnMatrix(layer);
    List<Size> all = new ArrayList<>(columns.rowShape().sizes());
    all.addAll(columns.columnShape().sizes());
    Extent.requireCountable(new Shape(all));
    return columns;
  }

  /** {@code (C, k...)}, which the rows run over. */
  public Shape rowShape() {
    List<Size> sizes = new ArrayList<>();
    sizes.add(layer.inChannels());
    layer.kernelSize().forEach(size -> sizes.add(Size.of(size)));
    return new Shape(sizes);
  }

  /** {@code (out...)}, which the columns run over. */
  public Shape columnShape() {
    return new Shape(layer.outputShape().sizes().subList(1, layer.spatialRank() + 1));
  }

  @Override
  public long rows() {
    return rowShape().elements();
  }

  @Override
  public long columns() {
    return columnShape().elements();
  }

  @Override
  public long entries() {
    long entries = layer.inChannels().value();
    for (ForwardAxis axis : axes) {
      entries *= axis.summands();
    }
    return entries;
  }

  @Override
  public long summands() {
    return entries();
  }

  @Override
  public Shape tensorShape() {
    return layer.inputShape();
  }

  @Override
  public String symbol() {
    return "x";
  }

  /** The entries of a row one at a time: a row is as long as the output. */
  @Override
  public Iterable<Entry> row(long row) {
    int[] position = RowMajor.indices(row, rowShape());
    Shape outputs = columnShape();
    return () ->
        LongStream.range(0, columns())
            .mapToObj(column -> entry(position, column, RowMajor.indices(column, outputs)))
            .filter(Objects::nonNull)
            .iterator();
  }

  /** The entry; null for a zero of the padding. */
  private @Nullable Entry entry(int[] position, long column, int[] output) {
    long element = position[0];
    for (int axis = 0; axis < axes.size(); axis++) {
      int input = axes.get(axis).inputAt(output[axis], position[axis + 1]);
      if (input == BorderPosition.ZERO) {
        return null;
      }
      element = element * layer.inputSize(axis).value() + input;
    }
    return new Entry(column, new long[] {element});
  }
}
