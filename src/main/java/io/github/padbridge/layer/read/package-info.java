/**
 * Readers of layers: {@link io.github.padbridge.layer.read.RecordReader} for JSON, {@link
 * io.github.padbridge.layer.read.CallReader} for calls.
 *
 * <p>A call is converted to JSON, so that one reader serves both. Every fault points to its place
 * in the text. Must not know plans, output or execution.
 */
@NullMarked
package io.github.padbridge.layer.read;

import org.jspecify.annotations.NullMarked;
