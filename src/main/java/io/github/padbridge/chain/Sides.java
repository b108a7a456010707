package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Two sides, each with what the other tells.
 *
 * @param left the first
 * @param right the second
 */
public record Sides(Chain left, Chain right) {
  /**
   * Resolves both texts, beginning with one that tells enough by itself.
   *
   * @param options as in {@link SideText#resolve}, for both
   * @throws Refusal if a side cannot be resolved with the other's help
   */
  public static Sides resolve(SideText left, SideText right, Map<String, JsonValue> options) {
    Chain known = known(left, right, options);
    Chain first = left.resolve(known.layers(), options);
    Chain second = right.resolve(first.layers(), options);
    // The right may tell what the left leaves open, such as the channels of its input.
    return new Sides(left.resolve(second.layers(), options), second);
  }

  /** The chain that needs no help; where neither does without, the left says what is missing. */
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
