/**
 * Completion scripts and man pages, generated from the picocli model of a command line.
 *
 * <p>Must not know the classes of commands, input or output.
 */
@NullMarked
package io.github.padbridge.cli.shell;

import org.jspecify.annotations.NullMarked;
