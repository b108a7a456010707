package io.github.padbridge.matrix;

/**
 * An input position that an output position reads along one axis, with the kernel positions that
 * read it.
 *
 * @param kernel ascending, never empty
 */
record Contact(int input, int[] kernel) {}
