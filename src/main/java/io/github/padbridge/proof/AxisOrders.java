package io.github.padbridge.proof;

import java.util.SplittableRandom;

/**
 * Orders of the positions along one axis. Each order gives every position a distinct rank, from 0
 * on. The maximum of a window in these orders determines the positions in the window.
 *
 * <p>The orders are:
 *
 * <ul>
 *   <li>rising: the last position of a window wins;
 *   <li>falling: the first one wins;
 *   <li>rising, but every {@code q}th position below all others, once for each offset below {@code
 *       q}, the least number from 2 on that does not divide the dilation;
 *   <li>every {@code kernel_size·dilation}th position above all others, which stand in random
 *       order, for each offset, or for {@value #MOST_OFFSETS} of them where there are more: each
 *       position of a window wins once, and each one between them.
 * </ul>
 *
 * <p>The first three kinds distinguish a window from every other arithmetic progression. Rising and
 * falling show its last and its first position. Take another progression with the same two, {@code
 * e} apart where the window's positions are {@code d} apart, and the offset that puts the last
 * position down. In the window the one before it wins, {@code d} before the last: it is not down,
 * since {@code q} does not divide {@code d}. In the other progression the winner is {@code e}
 * before the last, or where {@code q} divides {@code e} all positions are down and the last wins.
 * Neither is {@code d} before the last unless {@code e = d}. How many orders this takes does not
 * depend on the window, and hardly on the dilation: {@code q} is 2 for 1, 3 for 20, 7 for 60.
 *
 * <p>The last kind distinguishes any set of positions from the window where all offsets are tried:
 * a position that is missing wins once, and so does one that is too many and lies between the
 * others.
 */
final class AxisOrders {
  /** The most offsets of the last kind that are tried. */
  static final int MOST_OFFSETS = 64;

  private static final int PLAIN = 2;

  private final int size;
  private final int modulus;
  private final int period;
  private final int offsets;
  private final SplittableRandom random;

  /**
   * @param size how many positions the axis has
   * @param kernelSize the number of positions in a window
   * @param dilation the distance between them
   */
  AxisOrders(int size, int kernelSize, int dilation, SplittableRandom random) {
    this.size = size;
    this.modulus = leastThatDoesNotDivide(kernelSize == 1 ? 1 : dilation);
    // An offset past the end of the axis has no position.
    this.period = (int) Math.max(Math.min((long) kernelSize * dilation, size), 1);
    this.offsets = Math.min(period, MOST_OFFSETS);
    this.random = random;
  }

  private static int leastThatDoesNotDivide(int number) {
    int modulus = 2;
    while (number % modulus == 0) {
      modulus++;
    }
    return modulus;
  }

  /** The number of orders that distinguish arithmetic progressions; they come first. */
  int forProgressions() {
    return PLAIN + modulus;
  }

  int count() {
    return forProgressions() + offsets;
  }

  /** Whether the orders distinguish any set of positions from a window. */
  boolean tellAnySets() {
    return offsets == period;
  }

  /**
   * The rank of each position.
   *
   * @param order the index of the order, from 0 to {@link #count} - 1
   */
  int[] ranks(int order) {
    if (order < PLAIN) {
      return ranked(position -> 0, order == 0);
    }
    if (order < forProgressions()) {
      int down = order - PLAIN;
      return ranked(position -> position % modulus == down ? 0 : 1, true);
    }
    // Where not all offsets are tried, those that are tried are as far apart as possible.
    long up = (long) (order - forProgressions()) * period / offsets;
    return shuffled(up);
  }

  private interface Level {
    int of(int position);
  }

  /** Positions by level; within a level in ascending or descending order. */
  private int[] ranked(Level level, boolean rising) {
    int[] ranks = new int[size];
    int next = 0;
    for (int wanted = 0; wanted < 2; wanted++) {
      for (int i = 0; i < size; i++) {
        int position = rising ? i : size - 1 - i;
        if (level.of(position) == wanted) {
          ranks[position] = next++;
        }
      }
    }
    return ranks;
  }

  private int[] shuffled(long up) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    int[] ranks = new int[size];
    int next = 0;
    for (int wanted = 0; wanted < 2; wanted++) {
      for (int position : order) {
        if ((position % period == up ? 1 : 0) == wanted) {
          ranks[position] = next++;
        }
      }
    }
    return ranks;
  }
}
