/**
 * Errors in the input: a {@link io.github.padbridge.diagnostic.Refusal} is a list of {@link
 * io.github.padbridge.diagnostic.Fault faults}, each with the rule, the received value, the {@link
 * io.github.padbridge.diagnostic.Place place} and how to fix it.
 *
 * <p>Must not know convolutions, file formats or commands.
 */
@NullMarked
package io.github.padbridge.diagnostic;

import org.jspecify.annotations.NullMarked;
