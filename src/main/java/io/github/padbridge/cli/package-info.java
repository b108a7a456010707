/**
 * The command line: one class a command, the options that commands share, exit codes. A command
 * reads through {@code cli.input}, writes through {@code cli.output}, and decides nothing that a
 * library could: it does not compute, parse or format.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 all well; 1 a
 * verification found a difference; 2 unusable command line, input or environment; 70 a fault in the
 * program itself or in native code; 130 interrupted; 141 the reader of the output is gone; 143
 * terminated.
 */
@NullMarked
package io.github.padbridge.cli;

import org.jspecify.annotations.NullMarked;
