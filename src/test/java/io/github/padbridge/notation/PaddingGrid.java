package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;

/**
 * Paddings of every rank, layout, mode and set of padded axes; no two axes of one have the same
 * amounts, so that none can pass for another.
 */
final class PaddingGrid {
  /** What the amounts of an axis look like. */
  enum Kind {
    EVEN,
    UNEVEN,
    ONES,
    NEGATIVE,
    INTERIOR
  }

  private PaddingGrid() {}

  static List<TensorPadding> all() {
    List<TensorPadding> all = new ArrayList<>();
    for (int rank = 1; rank <= TensorContext.HIGHEST_RANK; rank++) {
      addAll(all, rank, null);
    }
    for (String name : DataLayout.names()) {
      DataLayout layout = DataLayout.named(name).orElseThrow();
      addAll(all, layout.rank(), layout);
    }
    return all;
  }

  private static void addAll(List<TensorPadding> all, int rank, DataLayout layout) {
    for (int axes = 0; axes < 1 << rank; axes++) {
      for (Kind kind : Kind.values()) {
        for (FillMode mode : FillMode.values()) {
          boolean isConstantOnly = kind == Kind.NEGATIVE || kind == Kind.INTERIOR;
          if (mode == FillMode.CONSTANT) {
            all.add(padding(rank, layout, axes, kind, mode, FillValue.ZERO));
            all.add(padding(rank, layout, axes, kind, mode, new FillValue(-1.5)));
            all.add(
                padding(rank, layout, axes, kind, mode, new FillValue(Double.NEGATIVE_INFINITY)));
          } else if (!isConstantOnly) {
            all.add(padding(rank, layout, axes, kind, mode, FillValue.ZERO));
          }
        }
      }
    }
  }

  private static TensorPadding padding(
      int rank, DataLayout layout, int padded, Kind kind, FillMode mode, FillValue value) {
    List<AxisPadding> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add((padded >> i & 1) == 0 ? AxisPadding.NONE : axis(i, kind));
    }
    return new TensorPadding(
        axes, layout, mode, value, TensorContext.NOTHING.inputOr(rank, layout));
  }

  private static AxisPadding axis(int i, Kind kind) {
    return switch (kind) {
      case EVEN -> AxisPadding.of(i + 1, i + 1);
      case UNEVEN -> AxisPadding.of(i, 2 * i + 3);
      case ONES -> AxisPadding.of(i % 2, 1);
      case NEGATIVE -> i % 2 == 0 ? AxisPadding.of(-1 - i, i) : AxisPadding.of(i, -i);
      case INTERIOR -> new AxisPadding(i, 1, i + 1);
    };
  }
}
