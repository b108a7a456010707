package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads a shape, which may have unknown sizes. */
final class ShapeField {
  private ShapeField() {}

  /** The shape as given, its unknown sizes without names; null if it is missing or invalid. */
  static @Nullable Shape read(SpecFields fields, String name) {
    if (!fields.has(name)) {
      return null;
    }
    if (!(fields.get(name) instanceof JsonArray array)) {
      fields.fault(
          name,
          name + " must be a list of sizes (got " + fields.quoted(name) + ")",
          "one size for each axis, null for an unknown size");
      return null;
    }
    Size[] sizes = new Size[array.items().size()];
    for (int i = 0; i < sizes.length; i++) {
      OptionalInt size =
          array.items().get(i) instanceof JsonNull
              ? OptionalInt.empty()
              : fields.item(name, array, i);
      sizes[i] = size.isPresent() ? Size.of(size.getAsInt()) : Size.unknown("?");
    }
    return new Shape(List.of(sizes));
  }

  /** The channels of a PyTorch shape with the right number of axes, if known. */
  static Optional<Size> torchChannels(@Nullable Shape shape, int spatialRank) {
    int axis = shape == null ? -1 : shape.rank() - spatialRank - 1;
    return axis == 0 || axis == 1 ? known(shape, axis) : Optional.empty();
  }

  /** A size of a shape, if known. */
  static Optional<Size> known(@Nullable Shape shape, int axis) {
    return shape != null && shape.size(axis).isKnown()
        ? Optional.of(shape.size(axis))
        : Optional.empty();
  }

  /**
   * The shape, its unknown sizes named as in {@code names}, which may have an additional batch
   * axis; {@code names} itself if there is no shape.
   */
  static Shape named(@Nullable Shape given, Shape names) {
    if (given == null) {
      return names;
    }
    int missing = names.rank() - given.rank();
    if (missing != 0 && missing != 1) {
      return given;
    }
    Shape shape = given;
    for (int axis = 0; axis < given.rank(); axis++) {
      if (!given.size(axis).isKnown()) {
        shape = shape.with(axis, names.size(axis + missing));
      }
    }
    return shape;
  }
}
