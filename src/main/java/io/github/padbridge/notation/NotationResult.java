package io.github.padbridge.notation;

import org.jspecify.annotations.Nullable;

/**
 * A padding in one notation, or the reason why the notation cannot express it.
 *
 * @param notation the notation's name, such as {@code F.pad}
 * @param layout the layout of the padded tensor; null if unknown
 * @param expression the code; null if the notation cannot express it
 * @param reason why not; null if there is an expression
 * @param instead equivalent code of the same framework; null if there is an expression, or no short
 *     code
 */
public record NotationResult(
    String notation,
    @Nullable DataLayout layout,
    @Nullable String expression,
    @Nullable String reason,
    @Nullable String instead) {
  public NotationResult {
    if ((expression == null) == (reason == null)) {
      throw new IllegalArgumentException(notation + ": " + expression + " / " + reason);
    }
  }

  public boolean isSaid() {
    return expression != null;
  }
}
