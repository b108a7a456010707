package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue;
import java.util.List;
import java.util.Map;

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
    Chain known = known(left, right, options);
    Chain first = left.resolve(known.layers(), options);
    Chain second = right.resolve(first.layers(), options);
    // The right side may tell what the left leaves open, such as the input channels.
    return new Sides(left.resolve(second.layers(), options), second);
  }

  /** A chain that is complete by itself; if neither is, refuses with the faults of the left. */
  private static Chain known(SideText left, SideText right, Map<String, JsonValue> options) {
    try {
      return left.resolve(List.of(), options);
    } catch (Refusal ofLeft) {
      try {
        return right.resolve(List.of(), options);
      } catch (Refusal ofRight) {
        throw ofLeft;
      }
    }
  }
}
