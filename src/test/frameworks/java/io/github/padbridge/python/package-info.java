/**
 * As much of Python as padbridge writes, read and run, so that the code itself is what the
 * frameworks execute. What a framework's names mean is a {@link
 * io.github.padbridge.python.Library}.
 */
package io.github.padbridge.python;
