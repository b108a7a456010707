/**
 * Pictures and pages: SVG, and HTML that opens from a disk and asks nothing of a network.
 *
 * <p>{@link io.github.padbridge.render.page.MarkupWriter} alone escapes; {@link
 * io.github.padbridge.render.page.SvgCells} alone knows how a cell looks. Must not know the command
 * line, nor how anything is executed.
 */
@NullMarked
package io.github.padbridge.render.page;

import org.jspecify.annotations.NullMarked;
