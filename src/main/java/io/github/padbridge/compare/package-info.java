/**
 * One comparison as a whole: two sides read, decided for every size, a counterexample run, the
 * right side repaired. Must not know how an answer is shown.
 */
@NullMarked
package io.github.padbridge.compare;

import org.jspecify.annotations.NullMarked;
