/**
 * Writing answers: the standard streams, files that are written whole or not at all, one writer a
 * format, and progress on a terminal.
 *
 * <p>It does not know the commands, their options or picocli. It takes layers and answers that have
 * been made, and decides nothing about them.
 */
@NullMarked
package io.github.padbridge.cli.output;

import org.jspecify.annotations.NullMarked;
