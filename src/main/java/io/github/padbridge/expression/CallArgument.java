package io.github.padbridge.expression;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a call.
 *
 * @param keyword null for a positional argument
 * @param line 1-based line of its first letter, that of the keyword if there is one
 * @param column its 1-based column, in code points
 */
public record CallArgument(@Nullable String keyword, Value value, int line, int column) {}
