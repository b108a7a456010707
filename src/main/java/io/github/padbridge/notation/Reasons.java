package io.github.padbridge.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Why a notation cannot say a padding: each reason, or null where it does not hold. */
final class Reasons {
  private Reasons() {}

  /** The first that holds, or null. */
  static String first(String... reasons) {
    return Arrays.stream(reasons).filter(Objects::nonNull).findFirst().orElse(null);
  }

  static String interior(TensorPadding padding) {
    Integer axis = padding.firstAxis(a -> a.interior() > 0);
    return axis == null
        ? null
        : "puts nothing between elements (got "
            + padding.axis(axis).interior()
            + " on "
            + padding.axisName(axis)
            + ")";
  }

  static String negative(TensorPadding padding) {
    Integer axis = padding.firstAxis(AxisPadding::isNegative);
    return axis == null ? null : "takes no negative amounts (got " + both(padding, axis) + ")";
  }

  /** {@code name} is the framework's name of the mode, null where it has none. */
  static String mode(TensorPadding padding, String name) {
    return name == null ? "has no mode for " + padding.mode().id() + " padding" : null;
  }

  static String notMode(TensorPadding padding, FillMode only, String does) {
    return padding.mode() == only ? null : does + " (got mode " + padding.mode().id() + ")";
  }

  static String notZeros(TensorPadding padding) {
    return padding.value().isZero()
        ? null
        : "pads with zeros (got " + padding.value().python() + ")";
  }

  static String noLayout(TensorPadding padding) {
    return padding.layout() == null
        ? "pads spatial axes, and --layout does not tell which they are"
        : null;
  }

  static String notSpatial(TensorPadding padding) {
    for (int i = 0; padding.layout() != null && i < padding.rank(); i++) {
      if (!padding.layout().isSpatial(i) && !padding.axis(i).isNone()) {
        return "pads spatial axes only (got " + both(padding, i) + ")";
      }
    }
    return null;
  }

  static String unbatched(TensorPadding padding) {
    return padding.layout() == null || padding.layout().isBatched()
        ? null
        : "needs a batch axis (got " + padding.layout() + ")";
  }

  static String uneven(TensorPadding padding) {
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
