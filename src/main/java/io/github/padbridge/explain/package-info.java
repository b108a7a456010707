/**
 * What people want to see of a layer, axis by axis: which elements a kernel meets, in cells that
 * can be drawn, and what follows of it. Must not know how it is drawn or written, nor plans.
 */
@NullMarked
package io.github.padbridge.explain;

import org.jspecify.annotations.NullMarked;
