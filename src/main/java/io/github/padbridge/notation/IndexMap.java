package io.github.padbridge.notation;

/** Maps the elements of a padded axis to those of the axis. */
final class IndexMap {
  /** Stands for the constant. */
  static final int FILL = -1;

  private IndexMap() {}

  /**
   * The input index for every element of the padded axis, or {@link #FILL}.
   *
   * @param size the size before padding; at least 1 if the mode copies elements
   */
  static int[] of(AxisPadding axis, FillMode mode, int size) {
    // Large crops may follow large interior padding.
    long step = axis.interior() + 1L;
    long spread = size == 0 ? 0 : (size - 1) * step + 1;
    int[] indices = new int[Math.toIntExact(spread + axis.before() + axis.after())];
    for (int i = 0; i < indices.length; i++) {
      long place = (long) i - axis.before();
      indices[i] =
          mode == FillMode.CONSTANT ? constant(place, spread, step) : copied(place, mode, size);
    }
    return indices;
  }

  private static int constant(long place, long spread, long step) {
    boolean isElement = place >= 0 && place < spread && place % step == 0;
    return isElement ? Math.toIntExact(place / step) : FILL;
  }

  private static int copied(long place, FillMode mode, int size) {
    return switch (mode) {
      case REFLECT -> mirrored(place, size, 0);
      case SYMMETRIC -> mirrored(place, size, 1);
      case REPLICATE -> (int) Math.min(Math.max(place, 0), size - 1);
      case CIRCULAR -> Math.floorMod(place, size);
      case CONSTANT -> throw new IllegalArgumentException("nothing is copied");
    };
  }

  /** Reflects an index into the axis; {@code repeated} is 1 if the borders are repeated. */
  private static int mirrored(long place, int size, int repeated) {
    int period = Math.max(2 * (size - 1 + repeated), 1);
    int there = Math.floorMod(place, period);
    return there < size ? there : period - repeated - there;
  }
}
