package io.github.padbridge.matrix;

import java.util.List;

/**
 * Along one axis: the input positions that each output position reads, and through which kernel
 * positions.
 */
interface AxisContacts {
  /** The contacts of one output position, the input positions ascending. */
  List<Contact> at(int output);

  /** The number of contacts of all output positions. */
  long contacts();

  /** The number of kernel positions in all contacts. */
  long summands();

  /**
   * The number of pairs of a position {@code s} and a kernel position {@code k} for which {@code
   * s·stride + k·dilation − before} lies on the other, longer axis.
   *
   * <p>The relation is the same in both directions: forward, the shorter axis is the output;
   * transposed, it is the input.
   */
  static long pairs(int shorter, int longer, int kernel, int stride, int dilation, int before) {
    long pairs = 0;
    for (int k = 0; k < kernel; k++) {
      long shift = (long) k * dilation - before;
      long least = Math.max(0, ceilDiv(-shift, stride));
      long most = Math.min(shorter - 1, Math.floorDiv(longer - 1 - shift, stride));
      pairs += Math.max(0, most - least + 1);
    }
    return pairs;
  }

  static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
