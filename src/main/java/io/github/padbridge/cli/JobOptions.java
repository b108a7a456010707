package io.github.padbridge.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The option for the number of threads. It does not change the answers. */
final class JobOptions {
  private static final int MOST = 1024;
  private @Nullable Integer jobs;
  private final Options options;

  JobOptions(Options options) {
    this.options = options;
    options.group(OptionGroup.GENERAL);
    options
        .option(Integer.class, value -> jobs = value, "-j", "--jobs")
        .paramLabel("N")
        .description("Work on this many threads. Default: one for each processor.");
  }

  /**
   * @throws ParameterException if the number is out of range
   */
  int jobs() {
    if (jobs != null && (jobs < 1 || jobs > MOST)) {
      throw options.usage("--jobs must be from 1 to " + MOST + " (got " + jobs + ")");
    }
    return jobs == null ? java.lang.Runtime.getRuntime().availableProcessors() : jobs;
  }
}
