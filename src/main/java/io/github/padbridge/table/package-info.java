/**
 * Tables of layers: the values that each argument takes, and every combination of them, one after
 * the other and never all at once.
 *
 * <p>Must not know plans, execution or output formats.
 */
@NullMarked
package io.github.padbridge.table;

import org.jspecify.annotations.NullMarked;
