package io.github.padbridge.model;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/**
 * The size of one axis as a model file records it.
 *
 * @param value null where the file leaves it open
 * @param text the number, or the expression that it is in the sizes of the model's input; {@code ?}
 *     where nothing is known
 */
public record Extent(@Nullable Long value, String text) {
  /** A size of which nothing is known. */
  public static final Extent UNKNOWN = new Extent(null, "?");

  public static Extent of(long value) {
    return new Extent(value, Long.toString(value));
  }

  public static Extent of(Size size) {
    return size.isKnown() ? of(size.value()) : new Extent(null, size.toString());
  }

  /** An open size by its expression. */
  public static Extent open(String expression) {
    return new Extent(null, expression);
  }

  /** The size that rules are checked with, called {@code name} where it is open. */
  public Size size(String name) {
    return value == null ? Size.unknown(name) : Size.of(value);
  }
}
