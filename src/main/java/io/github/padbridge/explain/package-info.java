/**
 * Explains a layer axis by axis: the elements that a kernel reads, as cells that can be drawn, and
 * remarks on them. This package must not know plans, or how pictures and text are written.
 */
@NullMarked
package io.github.padbridge.explain;

import org.jspecify.annotations.NullMarked;
