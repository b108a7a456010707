/**
 * The topics of {@code padbridge help TOPIC}: texts from the resource folder {@code help}, as
 * blocks, laid out for a terminal.
 *
 * <p>It knows no command and no other package: what the program's own tables say is passed in.
 */
@NullMarked
package io.github.padbridge.cli.help;

import org.jspecify.annotations.NullMarked;
