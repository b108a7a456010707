/**
 * Completion scripts and manual pages, made from picocli's description of a command line.
 *
 * <p>It knows no command of Padbridge by its class, and neither input nor output.
 */
@NullMarked
package io.github.padbridge.cli.shell;

import org.jspecify.annotations.NullMarked;
