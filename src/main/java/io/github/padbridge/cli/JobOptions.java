package io.github.padbridge.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** On how many threads to work, which changes nothing but the time it takes. */
final class JobOptions {
  private static final int MOST = 1024;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads to work on; default one for every processor.")
  private Integer jobs;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * @throws ParameterException if it is not a number of threads
   */
  int jobs() {
    if (jobs != null && (jobs < 1 || jobs > MOST)) {
      throw new ParameterException(
          command.commandLine(), "--jobs must be from 1 to " + MOST + " (got " + jobs + ")");
    }
    return jobs == null ? java.lang.Runtime.getRuntime().availableProcessors() : jobs;
  }
}
