/**
 * What a verification found: votes of numbers held against numbers, and the evidence behind them.
 *
 * <p>Plain values, so that they can be written out where ND4J is not even loaded. Must not know how
 * the numbers were computed.
 */
@NullMarked
package io.github.padbridge.proof;

import org.jspecify.annotations.NullMarked;
