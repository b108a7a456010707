package io.github.padbridge.modelfile.common;

import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.Extent;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shapes of a file as the rules of layers take them. */
public final class LayerShapes {
  private LayerShapes() {}

  /**
   * The shape of an input {@code (N, C, spatial...)} or {@code (C, spatial...)}.
   *
   * @param rank the number of its spatial axes
   */
  public static Shape channelsFirst(List<Extent> extents, int rank) {
    String spatial = Layout.spatialAxes(rank);
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      int axis = i - (extents.size() - rank);
      String name =
          axis >= 0
              ? Layer.inputName(spatial.charAt(axis))
              : axis == -1 ? Layer.inputName('C') : "N";
      sizes.add(extents.get(i).size(name));
    }
    return new Shape(sizes);
  }

  /**
   * The pooling over equal windows that an adaptive pooling is on an input of known sizes; empty
   * where its windows are unequal, or not known.
   *
   * @param output its spatial output sizes, 0 for those of the input
   */
  public static Optional<PoolSpec> adaptive(boolean max, List<Extent> input, List<Integer> output) {
    int rank = output.size();
    return rank > 3 || input.size() < rank + 1
        ? Optional.empty()
        : new AdaptivePooling(max, output).on(channelsFirst(input, rank));
  }
}
