package io.github.padbridge.expression;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a call.
 *
 * @param keyword null where it is positional
 * @param line 1-based line of its first letter, the keyword's where there is one
 * @param column its 1-based column, in code points
 */
public record CallArgument(@Nullable String keyword, Value value, int line, int column) {}
