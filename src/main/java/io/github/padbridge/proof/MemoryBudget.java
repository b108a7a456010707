package io.github.padbridge.proof;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that proofs share, on Java's heap and off it: those that run side by side take no more
 * of either than one alone may. What a layer is allowed does not depend on what runs beside it; it
 * may have to wait.
 */
final class MemoryBudget {
  private static final int PARTS = 1024;

  /** What takes no more than this, which is most, neither waits nor is made to. */
  private static final double LITTLE = 16 << 20;

  /** Fair, so that a large layer is not passed by small ones for ever. */
  private static final Semaphore FREE = new Semaphore(PARTS, true);

  /** Java cannot fill its heap to the last byte. */
  private static final double HEAP = 0.8 * Runtime.getRuntime().maxMemory();

  /** So little of the heap does not make a proof wait either. */
  private static final double LITTLE_HEAP = HEAP / 64;

  /** Looked up only once it is needed: that takes longer than most proofs. */
  private static final class Machine {
    static final double HALF =
        Math.min(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize(),
                AddressSpace.left().orElse(Long.MAX_VALUE))
            / 2.0;
  }

  private MemoryBudget() {}

  /** Whether there is as much. */
  static boolean has(double bytes, VerifySettings settings) {
    boolean little = settings.maxMemory() == null && bytes <= LITTLE;
    return little || bytes <= bytes(settings);
  }

  /** How much there is: what the settings say, or half of what this process could have. */
  static double bytes(VerifySettings settings) {
    return settings.maxMemory() == null ? Machine.HALF : settings.maxMemory();
  }

  /** How much there is on Java's heap. */
  static double heap() {
    return HEAP;
  }

  /** Runs what takes so much memory, of which there is enough, as soon as it is free. */
  static <T> T during(Footprint footprint, VerifySettings settings, Supplier<T> run) {
    if (footprint.bytes() <= LITTLE && footprint.heap() <= LITTLE_HEAP) {
      return run.get();
    }
    double share = Math.max(footprint.bytes() / bytes(settings), footprint.heap() / HEAP);
    int parts = (int) Math.min(Math.ceil(PARTS * share), PARTS);
    FREE.acquireUninterruptibly(parts);
    try {
      return run.get();
    } finally {
      FREE.release(parts);
    }
  }
}
