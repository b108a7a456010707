package io.github.padbridge.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reasons why a notation cannot express a padding; null if a reason does not apply. */
final class Reasons {
  /** The note of the command names the layouts. */
  static final String NEEDS_LAYOUT = "needs --layout";

  private Reasons() {}

  /** The first reason that applies, or null. */
  static @Nullable String first(@Nullable String... reasons) {
    return Arrays.stream(reasons).filter(Objects::nonNull).findFirst().orElse(null);
  }

  static @Nullable String interior(TensorPadding padding) {
    Integer axis = padding.firstAxis(a -> a.interior() > 0);
    return axis == null
        ? null
        : "puts nothing between elements (got "
            + padding.axis(axis).interior()
            + " on "
            + padding.axisName(axis)
            + ")";
  }

  static @Nullable String negative(TensorPadding padding) {
    Integer axis = padding.firstAxis(AxisPadding::isNegative);
    return axis == null ? null : "takes no negative amounts (got " + both(padding, axis) + ")";
  }

  /** {@code name} is the name of the mode in the framework; null if it has none. */
  static @Nullable String mode(TensorPadding padding, @Nullable String name) {
    return name == null ? "has no mode for " + padding.mode().id() + " padding" : null;
  }

  static @Nullable String notMode(TensorPadding padding, FillMode only, String does) {
    return padding.mode() == only ? null : does + " (got mode " + padding.mode().id() + ")";
  }

  static @Nullable String notZeros(TensorPadding padding) {
    return padding.value().isZero()
        ? null
        : "pads with zeros (got " + padding.value().python() + ")";
  }

  static @Nullable String noLayout(TensorPadding padding) {
    return padding.layout() == null ? NEEDS_LAYOUT : null;
  }

  static @Nullable String notSpatial(TensorPadding padding) {
    for (int i = 0; padding.layout() != null && i < padding.rank(); i++) {
      if (!padding.layout().isSpatial(i) && !padding.axis(i).isNone()) {
        return "pads spatial axes only (got " + both(padding, i) + ")";
      }
    }
    return null;
  }

  static @Nullable String unbatched(TensorPadding padding) {
    return padding.layout() == null || padding.layout().isBatched()
        ? null
        : "needs a batch axis (got " + padding.layout() + ")";
  }

  static @Nullable String uneven(TensorPadding padding) {
    Integer axis = padding.firstAxis(a -> a.before() != a.after());
    return axis == null ? null : "pads both ends alike (got " + both(padding, axis) + ")";
  }

  private static String both(TensorPadding padding, int axis) {
    AxisPadding amounts = padding.axis(axis);
    return amounts.before() + " and " + amounts.after() + " on " + padding.axisName(axis);
  }

  /** The items of a Python tuple or list. */
  static String joined(List<?> items) {
    return String.join(", ", items.stream().map(Object::toString).toList());
  }
}
