/**
 * Rewrites one side of a comparison in its own framework, so that it computes what the other side
 * does.
 *
 * <p>A {@link io.github.padbridge.repair.Dialect} writes lines of code, and knows nothing of
 * whether they are right: {@link io.github.padbridge.repair.Repair} reads them back and decides
 * that for every size. Must not know plans, or how an answer is shown.
 */
@NullMarked
package io.github.padbridge.repair;

import org.jspecify.annotations.NullMarked;
