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
import java.util.stream.Stream;

/**
 * The address space that this process may use, as limited by ulimit. OpenBLAS hangs where it gets
 * none for its buffers, so there must be enough before ND4J starts.
 */
public final class AddressSpace {
  private static final long FOR_BUFFERS_OF_A_THREAD = 128L << 20;

  /** The whole address space. The libraries with their first allocations took 0.6 GB. */
  private static final Limit ALL =
      new Limit("address space", "ulimit -v", "Max address space", "VmSize", 1L << 30);

  /** Writable memory. The libraries took 0.1 GB of it at their start. */
  private static final Limit DATA =
      new Limit("data memory", "ulimit -d", "Max data size", "VmData", 128L << 20);

  private AddressSpace() {}

  /**
   * @throws Refusal if there is not enough for ND4J
   */
  public static void requireEnough() {
    ALL.requireEnough();
    DATA.requireEnough();
  }

  /** The bytes left; empty where there is no limit or the system does not report it. */
  static OptionalLong left() {
    return Stream.of(ALL.left(), DATA.left()).flatMapToLong(OptionalLong::stream).min();
  }

  /**
   * One limit of a process.
   *
   * @param option the shell command that sets it
   * @param name the name of the limit in /proc/self/limits
   * @param used the name of its usage in /proc/self/status
   * @param forLibraries bytes that ND4J needs when it starts
   */
  private record Limit(String what, String option, String name, String used, long forLibraries) {

    void requireEnough() {
      long needed =
          forLibraries + FOR_BUFFERS_OF_A_THREAD * Runtime.getRuntime().availableProcessors();
      OptionalLong left = left();
      if (left.isPresent() && left.getAsLong() < needed) {
        throw new Refusal(
            new Fault(
                "ND4J needs %d MB of %s (%d MB are left)"
                    .formatted(needed >> 20, what, left.getAsLong() >> 20),
                "raise the limit of this process with " + option,
                List.of(),
                null));
      }
    }

    OptionalLong left() {
      OptionalLong most = number("/proc/self/limits", "^" + name + " +([0-9]+) ");
      OptionalLong taken = number("/proc/self/status", "^" + used + ":\\s+([0-9]+) kB");
      return most.isPresent() && taken.isPresent()
          ? OptionalLong.of(Math.max(most.getAsLong() - 1024 * taken.getAsLong(), 0))
          : OptionalLong.empty();
    }

    private static OptionalLong number(String file, String pattern) {
      try {
        Matcher matcher =
            Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(Path.of(file)));
        return matcher.find()
            ? OptionalLong.of(Long.parseLong(matcher.group(1)))
            : OptionalLong.empty();
      } catch (IOException | NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
  }
}
