package io.github.padbridge.equivalence;

import io.github.padbridge.shape.SizeSet;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two layers.
 *
 * @param axis the spatial axis; null where the cause belongs to no axis
 * @param left the value on the left side: a number, a list of numbers or a word
 * @param right the value on the right side
 * @param sizes the input sizes of the axis at which the sides differ; null for every size
 * @param sentence for people, without a full stop; {@code {axis}} is replaced by the name of the
 *     axis
 */
public record Cause(
    CauseKind kind,
    @Nullable Character axis,
    Object left,
    Object right,
    @Nullable SizeSet sizes,
    String sentence) {
  /** This cause with a prefix before its sentence. */
  Cause behind(String prefix) {
    return new Cause(kind, axis, left, right, sizes, prefix + sentence);
  }

  /** The sentence with the name of the axis. */
  public String message() {
    return sentence.replace("{axis}", String.valueOf(axis));
  }
}
