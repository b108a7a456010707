/**
 * The command line: one class for each command, the options that commands share, exit codes. A
 * command reads through {@code cli.input}, writes through {@code cli.output}, and does not compute,
 * parse or format.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 success; 1 a
 * difference was found; 2 unusable command line, input or environment; 70 an internal error or a
 * crash of native code; 130 interrupted; 141 the reader of the output closed the pipe; 143
 * terminated.
 */
@NullMarked
package io.github.padbridge.cli;

import org.jspecify.annotations.NullMarked;
