package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads calls that add or remove an axis at the front, such as {@code x.unsqueeze(0)}. */
final class BatchAxis {
  private BatchAxis() {}

  /**
   * The number of axes that a call adds at the front: 1 or -1, and 0 for any other call.
   *
   * @param position the position of the axis among the arguments
   */
  static int change(Call call, int position) {
    Value axis = new Arguments(call).at(position, "dim", "axis");
    boolean isFirst = call.arguments().size() == position + 1 && isZero(axis);
    return isFirst ? change(call.name().substring(call.name().lastIndexOf('.') + 1)) : 0;
  }

  /** The change by a function of this name, for axis 0. */
  static int change(String name) {
    return switch (name) {
      case "expand_dims", "unsqueeze", "Unsqueeze" -> 1;
      case "squeeze", "Squeeze" -> -1;
      default -> 0;
    };
  }

  /** Whether an axis is 0, or the only one of a list. */
  static boolean isZero(@Nullable Value axis) {
    return axis != null
        && Literals.integers(Literals.spread(List.of(axis))).equals(Optional.of(List.of(0)));
  }
}
