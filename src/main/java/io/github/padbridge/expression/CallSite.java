package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A call in a file.
 *
 * @param callee the called dotted name, as written
 * @param line 1-based line of the name's first letter
 * @param column its 1-based column, in code points
 * @param target the assigned name, such as {@code conv1} or, for the third item of a list, {@code
 *     encoder.2}; null if it has none
 * @param call null if it cannot be read
 * @param applied the call of what it returns; null if there is none, or it cannot be read
 * @param refusal why not; null if there is a call
 */
public record CallSite(
    String callee,
    int line,
    int column,
    @Nullable String target,
    @Nullable Call call,
    @Nullable Call applied,
    @Nullable Refusal refusal) {}
