package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A call in a file.
 *
 * @param callee the dotted name that is called, as the file writes it
 * @param line 1-based line of the name's first letter
 * @param column its 1-based column, in code points
 * @param target what it is assigned to, such as {@code conv1} or, for the third item of a list,
 *     {@code encoder.2}; null where it gets no name of its own
 * @param call null where it could not be read
 * @param refusal why not; null where there is a call
 */
public record CallSite(
    String callee,
    int line,
    int column,
    @Nullable String target,
    @Nullable Call call,
    @Nullable Refusal refusal) {}
