/**
 * How Padbridge says no: a {@link io.github.padbridge.diagnostic.Refusal} is a list of {@link
 * io.github.padbridge.diagnostic.Fault faults}, each with the rule, the received value, the {@link
 * io.github.padbridge.diagnostic.Place place} and the way to mend it.
 *
 * <p>Must not know what is being refused: nothing here names a convolution, a file format or a
 * command.
 */
@NullMarked
package io.github.padbridge.diagnostic;

import org.jspecify.annotations.NullMarked;
