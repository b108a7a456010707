/**
 * Compares two models layer by layer: brings their layers together in order, and compares each pair
 * with the pads and crops that belong to it. This package must not know output formats.
 */
@NullMarked
package io.github.padbridge.audit;

import org.jspecify.annotations.NullMarked;
