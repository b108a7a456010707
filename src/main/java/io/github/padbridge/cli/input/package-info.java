/**
 * Finding and reading what a command works on: layers, printed models, matrices and numbers from
 * the command line, from files, directories and patterns, and from standard input.
 *
 * <p>It does not know the commands, their options, picocli, or how answers are written.
 */
@NullMarked
package io.github.padbridge.cli.input;

import org.jspecify.annotations.NullMarked;
