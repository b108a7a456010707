package io.github.padbridge.proof;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that proofs share: those that run side by side take no more of it than one alone may.
 * What a layer is allowed does not depend on what runs beside it; it may have to wait.
 */
final class Room {
  private static final int PARTS = 1024;

  /** What takes no more than this, which is most, neither waits nor is made to. */
  private static final double LITTLE = 16 << 20;

  /** Fair, so that a large layer is not passed by small ones for ever. */
  private static final Semaphore FREE = new Semaphore(PARTS, true);

  /** Looked up only once it is needed: that takes longer than most proofs. */
  private static final class Machine {
    static final double HALF =
        Math.min(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize(),
                AddressSpace.left().orElse(Long.MAX_VALUE))
            / 2.0;
  }

  private Room() {}

  /** Whether there is as much. */
  static boolean has(double bytes, VerifySettings settings) {
    boolean little = settings.maxMemory() == null && bytes <= LITTLE;
    return little || bytes <= bytes(settings);
  }

  /** How much there is: what the settings say, or half of what this process could have. */
  static double bytes(VerifySettings settings) {
    return settings.maxMemory() == null ? Machine.HALF : settings.maxMemory();
  }

  /** Runs what takes so many bytes, of which there are enough, as soon as they are free. */
  static <T> T during(double bytes, VerifySettings settings, Supplier<T> run) {
    if (bytes <= LITTLE) {
      return run.get();
    }
    int parts = (int) Math.min(Math.ceil(PARTS * bytes / bytes(settings)), PARTS);
    FREE.acquireUninterruptibly(parts);
    try {
      return run.get();
    } finally {
      FREE.release(parts);
    }
  }
}
