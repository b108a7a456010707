package io.github.padbridge.notation;

import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The meaning of the axes of a tensor: {@code NCHW}, {@code NHWC}, and the same with one or three
 * spatial axes or without a batch.
 *
 * @param spatialRank 1 to 3
 */
public record DataLayout(int spatialRank, boolean isBatched, boolean isChannelsLast) {
  /** The PyTorch layout. */
  static DataLayout channelsFirst(int spatialRank, boolean isBatched) {
    return new DataLayout(spatialRank, isBatched, false);
  }

  /** The layout with this name; a single spatial axis may be W, as in TensorFlow. */
  public static Optional<DataLayout> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String known = upper.length() < 4 && !upper.contains("H") ? upper.replace('W', 'L') : upper;
    return all().stream().filter(layout -> layout.toString().equals(known)).findFirst();
  }

  public static List<String> names() {
    return all().stream().map(DataLayout::toString).toList();
  }

  private static List<DataLayout> all() {
    List<DataLayout> all = new ArrayList<>();
    for (boolean isBatched : List.of(true, false)) {
      for (int spatialRank = 1; spatialRank <= 3; spatialRank++) {
        all.add(new DataLayout(spatialRank, isBatched, false));
        all.add(new DataLayout(spatialRank, isBatched, true));
      }
    }
    return all;
  }

  public DataLayout asChannelsFirst() {
    return new DataLayout(spatialRank, isBatched, false);
  }

  public DataLayout asChannelsLast() {
    return new DataLayout(spatialRank, isBatched, true);
  }

  public int rank() {
    return toString().length();
  }

  public char axis(int index) {
    return toString().charAt(index);
  }

  /** The letters of the spatial axes, such as {@code HW}. */
  public String spatialAxes() {
    return Layout.spatialAxes(spatialRank);
  }

  boolean isSpatial(int index) {
    return spatialAxes().indexOf(axis(index)) >= 0;
  }

  /** The position of the first spatial axis; the others follow it. */
  public int firstSpatial() {
    return toString().indexOf(spatialAxes());
  }

  /** The argument of a transpose that converts this layout to {@code target}. */
  int[] permutationTo(DataLayout target) {
    return new Layout(toString()).permutationTo(new Layout(target.toString()));
  }

  @Override
  public String toString() {
    return (isBatched ? "N" : "") + (isChannelsLast ? spatialAxes() + "C" : "C" + spatialAxes());
  }
}
