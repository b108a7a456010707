package io.github.padbridge.notation;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user tells about the padded tensor.
 *
 * @param rank null if not given
 * @param layout null if not given
 * @param input the input shape; null if not given
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

  /** The input shape; if not given, unknown sizes named after the axes. */
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

  /** The name of the unknown size of an axis. */
  public static String sizeName(@Nullable DataLayout layout, int axis) {
    return layout == null ? "n" + axis : String.valueOf(layout.axis(axis));
  }
}
