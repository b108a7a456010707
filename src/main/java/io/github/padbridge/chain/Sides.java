package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two sides, each completed with the help of the other.
 *
 * @param left the first
 * @param right the second
 */
public record Sides(Chain left, Chain right) {
  /**
   * Resolves both texts, starting with one that is complete by itself.
   *
   * @param options as in {@link SideText#resolve}, for both
   * @throws Refusal if a side cannot be resolved even with the help of the other
   */
  public static Sides resolve(SideText left, SideText right, Map<String, JsonValue> options) {
    AdaptivePool one = left.lastAdaptivePool().orElse(null);
    AdaptivePool other = right.lastAdaptivePool().orElse(null);
    if (one != null && other != null && one.isSame(other)) {
      return plain(left.withLastAlways(one), right.withLastAlways(other), options);
    }
    return plain(left, right, options);
  }

  /**
   * The same for an input of the left side, which tells the windows of adaptive poolings and the
   * padding of an output size.
   *
   * @param input in the layout of the left side; null where it is open
   */
  public static Sides resolve(
      SideText left, SideText right, Map<String, JsonValue> options, @Nullable Shape input) {
    boolean areSame =
        left.lastAdaptivePool()
            .flatMap(one -> right.lastAdaptivePool().filter(one::isSame))
            .isPresent();
    Optional<Layout> one = input == null ? Optional.empty() : left.sizedLayout(input.rank());
    Optional<Layout> other = input == null ? Optional.empty() : right.sizedLayout(input.rank());
    if (input == null || areSame || (one.isEmpty() && other.isEmpty())) {
      return resolve(left, right, options);
    }
    Layout layout = one.orElseGet(() -> ChainLayout.input(left.resolve(List.of(), options)));
    Map<String, JsonValue> ofLeft = new LinkedHashMap<>(options);
    Map<String, JsonValue> ofRight = new LinkedHashMap<>(options);
    one.ifPresent(own -> put(ofLeft, input, layout, own));
    other.ifPresent(own -> put(ofRight, input, layout, own));
    return plain(left, ofLeft, right, ofRight);
  }

  /** The shape of the input as an option, in another layout. */
  private static void put(Map<String, JsonValue> options, Shape input, Layout from, Layout to) {
    if (input.rank() != from.axes().length() || input.rank() != to.axes().length()) {
      return;
    }
    List<JsonValue> sizes = new ArrayList<>();
    for (char axis : to.axes().toCharArray()) {
      Size size = input.size(from.indexOf(axis));
      sizes.add(size.isKnown() ? new JsonNumber(0, 0, size.value()) : new JsonNull(0, 0));
    }
    options.put(Argument.INPUT_SHAPE, new JsonArray(0, 0, sizes));
  }

  private static Sides plain(SideText left, SideText right, Map<String, JsonValue> options) {
    return plain(left, options, right, options);
  }

  private static Sides plain(
      SideText left,
      Map<String, JsonValue> ofLeft,
      SideText right,
      Map<String, JsonValue> ofRight) {
    Chain known = known(left, ofLeft, right, ofRight);
    Chain first = left.resolve(known.layers(), ofLeft);
    Chain second = right.resolve(first.layers(), ofRight);
    // The right side may tell what the left leaves open, such as the input channels.
    return new Sides(left.resolve(second.layers(), ofLeft), second);
  }

  /** A chain that is complete by itself; if neither is, refuses with the faults of the left. */
  private static Chain known(
      SideText left,
      Map<String, JsonValue> ofLeft,
      SideText right,
      Map<String, JsonValue> ofRight) {
    try {
      return left.resolve(List.of(), ofLeft);
    } catch (Refusal noLeft) {
      try {
        return right.resolve(List.of(), ofRight);
      } catch (Refusal noRight) {
        throw noLeft;
      }
    }
  }
}
