package io.github.padbridge.python;

import org.jspecify.annotations.Nullable;

/**
 * {@code begin:end} in a subscript, null where one is left out; what is negative counts from the
 * end.
 */
public record Span(@Nullable Long begin, @Nullable Long end) {}
