/**
 * Reads layers: from JSON by {@link io.github.padbridge.layer.read.RecordReader}, and from calls as
 * people write them by {@link io.github.padbridge.layer.read.CallReader}.
 *
 * <p>A call becomes the JSON that it stands for, so that one reader serves both. Every fault points
 * to its place in the text. Must not know plans, or how anything is written out or executed.
 */
@NullMarked
package io.github.padbridge.layer.read;

import org.jspecify.annotations.NullMarked;
