package io.github.padbridge.notation;

import org.jspecify.annotations.Nullable;

/**
 * A padding in one notation, or why that cannot say it.
 *
 * @param notation the notation's name, such as {@code F.pad}
 * @param layout of the tensor it pads; null where that is not known
 * @param expression the code; null where the notation cannot say it
 * @param reason why not; null where there is an expression
 * @param instead code of the same framework that does the same; null where there is an expression,
 *     or no short one
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
