/**
 * Tables of layers: the values of each argument, and all combinations, generated one by one.
 *
 * <p>Must not know plans, execution or output formats.
 */
@NullMarked
package io.github.padbridge.table;

import org.jspecify.annotations.NullMarked;
