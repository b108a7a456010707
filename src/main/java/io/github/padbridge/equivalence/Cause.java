package io.github.padbridge.equivalence;

import io.github.padbridge.shape.SizeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two layers differ.
 *
 * @param axis the spatial axis; null where it is none
 * @param left a number, a list of numbers or a word: what the left side has
 * @param right what the right side has
 * @param sizes the input sizes of the axis at which it makes a difference; null where it makes one
 *     at every size
 * @param sentence without a full stop; {@code {axis}} stands for the name of the axis
 */
public record Cause(
    CauseKind kind,
    @Nullable Character axis,
    Object left,
    Object right,
    @Nullable SizeSet sizes,
    String sentence) {
  /** The same with words before its sentence. */
  Cause behind(String prefix) {
    return new Cause(kind, axis, left, right, sizes, prefix + sentence);
  }

  /** The sentence for its own axis. */
  public String message() {
    return sentence.replace("{axis}", String.valueOf(axis));
  }
}
