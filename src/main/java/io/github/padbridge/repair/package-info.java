/**
 * Rewrites one side of a comparison in its own framework, so that it is equal to the other side,
 * and writes chains in another framework.
 *
 * <p>A {@link io.github.padbridge.repair.Dialect} only writes lines of code. {@link
 * io.github.padbridge.repair.Repair} and {@link io.github.padbridge.repair.ChainTranslation} read
 * them back and decide whether they are equal at every size. This package must not know plans or
 * output formats.
 */
@NullMarked
package io.github.padbridge.repair;

import org.jspecify.annotations.NullMarked;
