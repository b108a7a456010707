package io.github.padbridge.matrix;

/**
 * An input position and the kernel positions by which an output position meets it, along one axis.
 *
 * @param kernel ascending, never empty
 */
record Contact(int input, int[] kernel) {}
