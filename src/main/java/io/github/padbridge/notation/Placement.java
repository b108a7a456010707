package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Value;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigns the amounts of a notation to the axes of the tensor. */
final class Placement {
  private final ErrorReporter reporter;
  private final TensorContext context;

  Placement(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.context = context;
  }

  TensorContext context() {
    return context;
  }

  /** Amounts of all axes, in their order. */
  TensorPadding all(Value at, List<AxisPadding> axes, FillMode mode, FillValue value) {
    checkRank(at, axes.size());
    if (context.rank() != null && context.rank() != axes.size()) {
      throw reporter.refusal(
          at,
          "this pads a tensor of rank " + axes.size() + " (got rank " + context.rank() + ")",
          "give one entry for each axis");
    }
    return padding(axes, context.layout(), mode, value);
  }

  /**
   * Amounts of the last axes, in order, of a tensor of rank {@code rank}.
   *
   * @param isOpen whether the layout is unknown unless the user gives it
   */
  TensorPadding last(
      int rank, List<AxisPadding> last, boolean isOpen, FillMode mode, FillValue value) {
    DataLayout usual = isOpen ? null : torchLayout(rank, last.size());
    DataLayout layout = context.layout() != null ? context.layout() : usual;
    List<AxisPadding> axes =
        new ArrayList<>(Collections.nCopies(rank - last.size(), AxisPadding.NONE));
    axes.addAll(last);
    return padding(axes, layout, mode, value);
  }

  /**
   * The PyTorch layout by rank: channels first, two axes fewer than the rank are spatial; unbatched
   * if the number of padded axes requires it. Null if there is none.
   */
  private static @Nullable DataLayout torchLayout(int rank, int padded) {
    boolean isUnbatched = rank == 2 || (rank == padded + 1 && padded >= 2 && padded <= 3);
    int spatialRank = isUnbatched ? rank - 1 : rank - 2;
    return spatialRank >= 1 && spatialRank <= 3 && padded <= rank && !(rank == 2 && padded == 2)
        ? DataLayout.channelsFirst(spatialRank, !isUnbatched)
        : null;
  }

  /**
   * Amounts of the spatial axes alone.
   *
   * @param at the value that faults point to
   * @param usual the layout if the user gives none; an unbatched one may also be batched
   */
  TensorPadding spatial(
      Value at, List<AxisPadding> spatial, DataLayout usual, FillMode mode, FillValue value) {
    DataLayout layout = context.layout() == null ? fitting(usual) : context.layout();
    if (layout.spatialRank() != spatial.size()) {
      throw reporter.refusal(
          at,
          "this pads " + axes(spatial.size()) + ", and " + layout + " has " + layout.spatialRank(),
          null);
    }
    if (!layout.isBatched() && usual.isBatched()) {
      throw wrongRank(usual);
    }
    List<AxisPadding> axes = new ArrayList<>(Collections.nCopies(layout.rank(), AxisPadding.NONE));
    for (int i = 0; i < spatial.size(); i++) {
      axes.set(layout.firstSpatial() + i, spatial.get(i));
    }
    return padding(axes, layout, mode, value);
  }

  private static String axes(int count) {
    return count + (count == 1 ? " spatial axis" : " spatial axes");
  }

  /** {@code usual}, batched or not depending on the rank. */
  private DataLayout fitting(DataLayout usual) {
    DataLayout batched = new DataLayout(usual.spatialRank(), true, usual.isChannelsLast());
    if (context.rank() == null || context.rank() == batched.rank()) {
      return batched;
    }
    if (context.rank() != usual.rank()) {
      throw wrongRank(usual);
    }
    return usual;
  }

  /** The layout must have the channels first, as the notation requires. */
  void requireChannelsFirst(Value at, String what) {
    if (context.layout() != null && context.layout().isChannelsLast()) {
      throw reporter.refusal(
          at,
          what
              + " has the channels before the spatial axes (got --layout "
              + context.layout()
              + ")",
          null);
    }
  }

  private Refusal wrongRank(DataLayout usual) {
    int rank = usual.spatialRank() + 2;
    return reporter.option(
        rankOption(),
        "this pads "
            + axes(usual.spatialRank())
            + " of a tensor of rank "
            + (usual.isBatched() ? "" : rank - 1 + " or ")
            + rank
            + " (got rank "
            + context.rank()
            + ")",
        null);
  }

  /** The rank must fit {@code spatialRank} spatial axes, with or without a batch. */
  int moduleRank(int spatialRank) {
    if (context.rank() == null) {
      return spatialRank + 2;
    }
    if (context.rank() != spatialRank + 1 && context.rank() != spatialRank + 2) {
      throw wrongRank(DataLayout.channelsFirst(spatialRank, false));
    }
    return context.rank();
  }

  /** The rank of the tensor, which the notation does not tell. */
  int neededRank(Value at, String why) {
    if (context.rank() == null) {
      throw reporter.refusal(
          at,
          "the rank of the tensor is unknown: " + why,
          "add --rank 4, or --input-shape 1,3,32,32");
    }
    checkRank(at, context.rank());
    return context.rank();
  }

  private void checkRank(Value at, int rank) {
    if (rank < 1 || rank > TensorContext.HIGHEST_RANK) {
      throw reporter.refusal(
          at,
          "a tensor must have 1 to " + TensorContext.HIGHEST_RANK + " axes (got " + rank + ")",
          "tf.pad takes at most " + TensorContext.HIGHEST_RANK);
    }
  }

  private String rankOption() {
    if (context.input() != null) {
      return "--input-shape";
    }
    return context.layout() != null ? "--layout" : "--rank";
  }

  private TensorPadding padding(
      List<AxisPadding> axes, @Nullable DataLayout layout, FillMode mode, FillValue value) {
    Shape input = context.inputOr(axes.size(), layout);
    return new TensorPadding(axes, layout, mode, value, input);
  }
}
