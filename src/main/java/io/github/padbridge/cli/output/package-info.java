/**
 * Output of answers: the standard streams, files that are written completely or not at all, one
 * writer for each format, and progress on a terminal.
 *
 * <p>Must not know commands, their options or picocli.
 */
@NullMarked
package io.github.padbridge.cli.output;

import org.jspecify.annotations.NullMarked;
