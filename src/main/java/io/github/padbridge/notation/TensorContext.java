package io.github.padbridge.notation;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of the tensor besides the notation.
 *
 * @param rank null where it is not given
 * @param layout null where it is not given
 * @param input the input's shape; null where it is not given
 */
public record TensorContext(
    @Nullable Integer rank, @Nullable DataLayout layout, @Nullable Shape input) {
  public static final TensorContext NOTHING = new TensorContext(null, null, null);

  /** More axes than {@code tf.pad} can pad on a CPU. */
  public static final int HIGHEST_RANK = 6;

  public TensorContext {
    if (input != null) {
      rank = input.rank();
    } else if (layout != null) {
      rank = layout.rank();
    }
  }

  /** The input's shape; where it is not given, sizes by the axes' names. */
  Shape inputOr(int actualRank, @Nullable DataLayout actualLayout) {
    if (input != null) {
      return input;
    }
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < actualRank; i++) {
      sizes.add(Size.unknown(sizeName(actualLayout, i)));
    }
    return new Shape(sizes);
  }

  /** What the size of an axis is called while it is not known. */
  public static String sizeName(@Nullable DataLayout layout, int axis) {
    return layout == null ? "n" + axis : String.valueOf(layout.axis(axis));
  }
}
