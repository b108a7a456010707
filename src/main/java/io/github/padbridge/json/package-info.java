/**
 * JSON with places: a small tree whose every value knows its line and column, and the reader that
 * takes one record at a time from a document, an array or JSON lines.
 *
 * <p>Must not know what the records mean.
 */
@NullMarked
package io.github.padbridge.json;

import org.jspecify.annotations.NullMarked;
