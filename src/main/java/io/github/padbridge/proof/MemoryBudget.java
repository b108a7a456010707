package io.github.padbridge.proof;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that all proofs share, on the Java heap and outside it. Proofs that run in parallel
 * together take no more than a single one may. The limit of a layer does not depend on other
 * proofs; it may have to wait.
 */
final class MemoryBudget {
  private static final int PARTS = 1024;

  /** Proofs up to this size, which are most, neither wait nor make others wait. */
  private static final double LITTLE = 16 << 20;

  /** Fair, so that small layers cannot delay a large one endlessly. */
  private static final Semaphore FREE = new Semaphore(PARTS, true);

  /** The part of the Java heap that can be used. */
  private static final double HEAP = 0.8 * Runtime.getRuntime().maxMemory();

  /** Proofs up to this part of the heap do not wait either. */
  private static final double LITTLE_HEAP = HEAP / 64;

  /** Read only when needed: it takes longer than most proofs. */
  private static final class Machine {
    static final double HALF =
        Math.min(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize(),
                AddressSpace.left().orElse(Long.MAX_VALUE))
            / 2.0;
  }

  private MemoryBudget() {}

  /** Whether the budget has this much memory. */
  static boolean has(double bytes, VerifySettings settings) {
    boolean little = settings.maxMemory() == null && bytes <= LITTLE;
    return little || bytes <= bytes(settings);
  }

  /** The memory budget: the setting, or half of what this process could have. */
  static double bytes(VerifySettings settings) {
    return settings.maxMemory() == null ? Machine.HALF : settings.maxMemory();
  }

  /** The budget on the Java heap. */
  static double heap() {
    return HEAP;
  }

  /** Runs a task when its memory is free; the budget must have that much. */
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
