package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that this process may use, which {@code ulimit -v} limits. OpenBLAS waits for ever
 * where it gets none for its buffers, so there must be enough before ND4J starts.
 */
public final class AddressSpace {
  /** The libraries with what they allocate when they start took 0.6 GB. */
  private static final long FOR_LIBRARIES = 1L << 30;

  private static final long FOR_BUFFERS_OF_A_THREAD = 128L << 20;

  private static final Pattern LIMIT = Pattern.compile("(?m)^Max address space +([0-9]+) ");
  private static final Pattern USED = Pattern.compile("(?m)^VmSize:\\s+([0-9]+) kB");

  private AddressSpace() {}

  /**
   * @throws Refusal if ND4J would not have enough
   */
  public static void requireEnough() {
    long needed =
        FOR_LIBRARIES + FOR_BUFFERS_OF_A_THREAD * Runtime.getRuntime().availableProcessors();
    OptionalLong left = left();
    if (left.isPresent() && left.getAsLong() < needed) {
      throw new Refusal(
          new Fault(
              "ND4J needs "
                  + (needed >> 20)
                  + " MB of address space (there are "
                  + (left.getAsLong() >> 20)
                  + " MB left)",
              "raise the limit of this process: ulimit -v",
              List.of(),
              null));
    }
  }

  /** In bytes; empty where there is no limit, or the system does not tell. */
  static OptionalLong left() {
    OptionalLong limit = number("/proc/self/limits", LIMIT);
    OptionalLong used = number("/proc/self/status", USED);
    return limit.isPresent() && used.isPresent()
        ? OptionalLong.of(Math.max(limit.getAsLong() - 1024 * used.getAsLong(), 0))
        : OptionalLong.empty();
  }

  private static OptionalLong number(String file, Pattern pattern) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
      return matcher.find()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)))
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
