/**
 * Model files: what runs in them, as the rows that a printed model gives.
 *
 * <p>A file is untrusted: every size is bounded before it is read, no path in an archive is used,
 * and no pickle is read. Must not know plans, execution or output formats.
 */
@NullMarked
package io.github.padbridge.modelfile;

import org.jspecify.annotations.NullMarked;
