/**
 * Rewrites one side of a comparison in its own framework, so that it is equal to the other side.
 *
 * <p>A {@link io.github.padbridge.repair.Dialect} only writes lines of code. {@link
 * io.github.padbridge.repair.Repair} reads them back and decides whether they are equal at every
 * size. This package must not know plans or output formats.
 */
@NullMarked
package io.github.padbridge.repair;

import org.jspecify.annotations.NullMarked;
