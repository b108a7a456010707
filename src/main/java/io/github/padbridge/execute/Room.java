package io.github.padbridge.execute;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that proofs share: those that run side by side take no more of it than one alone may.
 * What a layer is allowed does not depend on what runs beside it; it may have to wait.
 */
final class Room {
  private static final int PARTS = 1024;

  /** Fair, so that a large layer is not passed by small ones for ever. */
  private static final Semaphore FREE = new Semaphore(PARTS, true);

  private Room() {}

  /**
   * How much there is. Tensors live partly on Java's heap and mostly off it, which JavaCPP bounds
   * to a multiple of the heap.
   */
  static double bytes() {
    return 2.0 * Runtime.getRuntime().maxMemory();
  }

  /** Runs what takes so many bytes, at most {@link #bytes()}, as soon as they are free. */
  static <T> T during(double bytes, Supplier<T> run) {
    int parts = (int) Math.min(Math.ceil(PARTS * bytes / bytes()), PARTS);
    FREE.acquireUninterruptibly(parts);
    try {
      return run.get();
    } finally {
      FREE.release(parts);
    }
  }
}
