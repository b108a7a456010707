/**
 * Input of commands: layers, printed models, matrices and numbers, from the command line, from
 * files, directories and patterns, and from standard input.
 *
 * <p>Must not know commands, their options, picocli or output.
 */
@NullMarked
package io.github.padbridge.cli.input;

import org.jspecify.annotations.NullMarked;
