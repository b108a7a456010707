/**
 * Answers written out: translations, agreements, matrices, paddings and refusals as text and as
 * JSON.
 *
 * <p>What describes a step loops over {@link io.github.padbridge.plan.Step#terms()}; only {@code
 * render.python}, which says them in code, knows the kinds of steps. Must not know the command
 * line, nor how anything is executed.
 */
@NullMarked
package io.github.padbridge.render;

import org.jspecify.annotations.NullMarked;
