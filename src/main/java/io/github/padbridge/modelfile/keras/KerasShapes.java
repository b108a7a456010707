package io.github.padbridge.modelfile.keras;

import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that layers make of their inputs; empty where a layer's is not known. A size that is
 * open is an expression in those of the model's input.
 */
final class KerasShapes {
  /** What an axis is called of which nothing is known. */
  static final String UNKNOWN = "?";

  private static final Set<String> KEEPERS =
      Set.of(
          "Activation",
          "ReLU",
          "LeakyReLU",
          "PReLU",
          "ELU",
          "Softmax",
          "ThresholdedReLU",
          "BatchNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "UnitNormalization",
          "RMSNormalization",
          "SpectralNormalization",
          "Dropout",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "SpatialDropout3D",
          "AlphaDropout",
          "GaussianDropout",
          "GaussianNoise",
          "ActivityRegularization",
          "Rescaling",
          "Normalization",
          "Masking",
          "Identity",
          "RandomFlip",
          "RandomRotation",
          "RandomZoom",
          "RandomTranslation",
          "RandomContrast",
          "RandomBrightness");

  private static final Set<String> MERGES =
      Set.of("Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract");

  private KerasShapes() {}

  /** A recorded shape, with {@code UNKNOWN} for its open sizes; empty where it is none. */
  static Optional<Shape> recorded(@Nullable Object value) {
    List<Size> sizes = new ArrayList<>();
    for (Object item : PlainJson.items(value)) {
      if (item instanceof Long size) {
        sizes.add(Size.of(size));
      } else if (item == null) {
        sizes.add(Size.unknown(UNKNOWN));
      } else {
        return Optional.empty();
      }
    }
    return sizes.isEmpty() || sizes.size() > 8 ? Optional.empty() : Optional.of(new Shape(sizes));
  }

  /** The output of a layer that is no convolution, no pooling and no padding. */
  static Optional<Shape> after(KerasNode node, List<Shape> inputs) {
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    Shape in = inputs.get(0);
    String name = node.className();
    if (KEEPERS.contains(name)) {
      return Optional.of(in);
    }
    if (MERGES.contains(name)) {
      return merged(inputs);
    }
    return switch (name) {
      case "Concatenate" -> concatenated(node, inputs);
      case "Dense" -> last(node, in, "units");
      case "UpSampling1D", "UpSampling2D", "UpSampling3D" -> upsampled(node, in);
      case "Reshape" -> reshaped(node, in);
      case "Permute" -> permuted(node, in);
      default -> Optional.empty();
    };
  }

  private static Optional<Shape> merged(List<Shape> inputs) {
    Shape merged = inputs.get(0);
    for (Shape other : inputs) {
      if (other.rank() != merged.rank()) {
        return Optional.empty();
      }
      for (int axis = 0; axis < merged.rank(); axis++) {
        boolean isOne = merged.size(axis).equals(Size.of(1));
        boolean tells = !merged.size(axis).isKnown() && other.size(axis).isKnown();
        if (isOne || (tells && !other.size(axis).equals(Size.of(1)))) {
          merged = merged.with(axis, other.size(axis));
        }
      }
    }
    return Optional.of(merged);
  }

  private static Optional<Shape> concatenated(KerasNode node, List<Shape> inputs) {
    Shape first = inputs.get(0);
    long given = node.config().get("axis") instanceof Long axis ? axis : -1;
    int axis = (int) (given < 0 ? given + first.rank() : given);
    if (axis < 0 || axis >= first.rank()) {
      return Optional.empty();
    }
    long total = 0;
    for (Shape input : inputs) {
      if (input.rank() != first.rank() || !input.size(axis).isKnown()) {
        return input.rank() == first.rank()
            ? Optional.of(first.with(axis, Size.unknown(UNKNOWN)))
            : Optional.empty();
      }
      total += input.size(axis).value();
    }
    return Optional.of(first.with(axis, Size.of(total)));
  }

  private static Optional<Shape> last(KerasNode node, Shape in, String argument) {
    return node.config().get(argument) instanceof Long units
        ? Optional.of(in.with(in.rank() - 1, Size.of(units)))
        : Optional.empty();
  }

  private static Optional<Shape> upsampled(KerasNode node, Shape in) {
    List<Integer> factors = node.integers("size");
    int rank = in.rank() - 2;
    if (factors.isEmpty() || (factors.size() != 1 && factors.size() != rank)) {
      return Optional.empty();
    }
    Shape out = in;
    for (int axis = 0; axis < rank; axis++) {
      int at = axis + (node.isChannelsFirst() ? 2 : 1);
      int factor = factors.get(factors.size() == 1 ? 0 : axis);
      if (factor < 1) {
        return Optional.empty();
      }
      out = out.with(at, out.size(at).times(factor));
    }
    return Optional.of(out);
  }

  private static Optional<Shape> reshaped(KerasNode node, Shape in) {
    List<Integer> target = node.integers("target_shape");
    List<Size> sizes = new ArrayList<>(List.of(in.size(0)));
    long known = 1;
    for (int size : target) {
      known *= size > 0 ? size : 1;
      sizes.add(size < 0 ? Size.unknown(UNKNOWN) : Size.of(size));
    }
    Shape elements = new Shape(in.sizes().subList(1, in.rank()));
    int open = target.indexOf(-1);
    if (open >= 0 && elements.isKnown() && known > 0) {
      sizes.set(open + 1, Size.of(elements.elements() / known));
    }
    return target.isEmpty() ? Optional.empty() : Optional.of(new Shape(sizes));
  }

  private static Optional<Shape> permuted(KerasNode node, Shape in) {
    List<Integer> dims = node.integers("dims");
    List<Size> sizes = new ArrayList<>(List.of(in.size(0)));
    for (int dim : dims) {
      if (dim < 1 || dim >= in.rank()) {
        return Optional.empty();
      }
      sizes.add(in.size(dim));
    }
    return Optional.of(new Shape(sizes));
  }

  /** The output of a convolution or pooling. */
  static Optional<Shape> after(TensorFlowSpec layer, Shape in) {
    try {
      return Optional.of(layer.withInputShape(in).outputShape());
    } catch (RuntimeException e) {
      // Sizes that are rounded again and again have no short expression.
      Shape out = layer.outputShape();
      for (int axis = 0; axis < out.rank(); axis++) {
        out = out.size(axis).isKnown() ? out : out.with(axis, Size.unknown(UNKNOWN));
      }
      return Optional.of(out);
    }
  }

  /**
   * The output of a padding or crop.
   *
   * @param amounts one for each axis
   */
  static Shape after(List<PadAmount> amounts, Shape in) {
    Shape out = in;
    for (int axis = 0; axis < Math.min(amounts.size(), in.rank()); axis++) {
      PadAmount amount = amounts.get(axis);
      out = amount.isNone() ? out : out.with(axis, out.size(axis).plus(amount.total()));
    }
    return out;
  }

  /** The output of a pooling over all of its input, or into a number of windows. */
  static Shape pooled(KerasNode node, int rank, Shape in) {
    List<Integer> windows = node.integers("output_size");
    boolean keeps = Boolean.TRUE.equals(node.config().get("keepdims")) || !windows.isEmpty();
    int first = node.isChannelsFirst() ? 2 : 1;
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < in.rank(); axis++) {
      boolean isSpatial = axis >= first && axis < first + rank;
      if (isSpatial && keeps) {
        int window = axis - first;
        sizes.add(
            Size.of(windows.isEmpty() ? 1 : windows.get(Math.min(window, windows.size() - 1))));
      } else if (!isSpatial) {
        sizes.add(in.size(axis));
      }
    }
    return new Shape(sizes);
  }
}
