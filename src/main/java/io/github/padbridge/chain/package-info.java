/**
 * The sides of a comparison: text, parsed into a {@link io.github.padbridge.chain.Chain} of ops.
 *
 * <p>A side is a call, a {@code Sequential}, several calls, one on each line, a snippet of Python
 * statements, or a JSON spec. Layers are read by {@link io.github.padbridge.layer.read.CallReader}
 * and {@link io.github.padbridge.layer.read.RecordReader}, pads by {@link
 * io.github.padbridge.notation.NotationReader}: this package has no signatures. Must not know
 * plans, or what ops compute.
 */
@NullMarked
package io.github.padbridge.chain;

import org.jspecify.annotations.NullMarked;
