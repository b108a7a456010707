/**
 * The command line: one class a command, options that commands share, streams and exit codes.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 all well; 1 a
 * verification found a difference; 2 unusable command line or input; 70 a fault of the program
 * itself; 141 the reader of the output is gone.
 */
@NullMarked
package io.github.padbridge.cli;

import org.jspecify.annotations.NullMarked;
