package io.github.padbridge.diagnose;

/** The values beyond the ends of the input. */
enum Beyond {
  /** None: a maximum passes over them. */
  NOTHING,
  ZEROS,
  /** The mirror image without the border element. */
  REFLECT,
  /** The mirror image with the border element. */
  SYMMETRIC,
  REPLICATE,
  CIRCULAR;

  /** The result of {@link #index} for a value that is no element. */
  static final int OUTSIDE = -1;

  /** The index of the input element at a place; {@link #OUTSIDE} if there is no element. */
  int index(int place, int size) {
    if (place >= 0 && place < size) {
      return place;
    }
    int index =
        switch (this) {
          case NOTHING, ZEROS -> OUTSIDE;
          case REFLECT -> place < 0 ? -place : 2 * (size - 1) - place;
          case SYMMETRIC -> place < 0 ? -1 - place : 2 * size - 1 - place;
          case REPLICATE -> place < 0 ? 0 : size - 1;
          case CIRCULAR -> Math.floorMod(place, size);
        };
    return index < 0 || index >= size ? OUTSIDE : index;
  }

  /** The words for it in a message. */
  String words() {
    return switch (this) {
      case NOTHING -> "padding that never is the maximum";
      case ZEROS -> "zeros";
      case REFLECT -> "reflection";
      case SYMMETRIC -> "reflection with the border element (TensorFlow SYMMETRIC)";
      case REPLICATE -> "replication";
      case CIRCULAR -> "circular padding";
    };
  }
}
