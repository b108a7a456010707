package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that the build runs reproducibly: without address randomization and on one processor,
 * if the system supports it.
 */
final class BuildProcess {
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final Pattern PROCESSOR = Pattern.compile("Cpus_allowed_list:\\s+([0-9]+)");

  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder(command);

  private BuildProcess() {}

  static BuildProcess of(String program) throws IOException {
    return of(program, List.of("chrt", "--batch", "0"));
  }

  /**
   * The same with threads that only switch when one waits, if the user is allowed to. Not for
   * programs with spinning threads.
   */
  static BuildProcess inOrder(String program) throws IOException {
    return of(program, List.of("chrt", "--fifo", "1"));
  }

  private static BuildProcess of(String program, List<String> scheduling) throws IOException {
    BuildProcess process = new BuildProcess();
    process.command.addAll(reproducibly(scheduling));
    process.command.add(program);
    // Java stores parts of its environment.
    process.builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot"));
    process.builder.environment().put("LC_ALL", "C.UTF-8");
    return process;
  }

  BuildProcess with(List<String> arguments) {
    command.addAll(arguments);
    return this;
  }

  BuildProcess in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  BuildProcess environment(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /**
   * @throws IOException if it fails; the message holds its output
   */
  void run() throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (exitCode(process) != 0) {
      throw new IOException(String.join(" ", command) + ": " + printed);
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The command prefix that works on this system. */
  private static List<String> reproducibly(List<String> scheduling) throws IOException {
    if (!Files.exists(STATUS)) {
      return List.of();
    }
    Matcher processor = PROCESSOR.matcher(Files.readString(STATUS));
    if (!processor.find()) {
      return List.of();
    }
    List<String> prefix = List.of("setarch", "-R", "taskset", "-c", processor.group(1));
    for (List<String> more : List.of(scheduling, List.of("chrt", "--batch", "0"))) {
      List<String> whole = Stream.concat(prefix.stream(), more.stream()).toList();
      if (works(whole)) {
        return whole;
      }
    }
    return works(prefix) ? prefix : List.of();
  }

  private static boolean works(List<String> prefix) throws IOException {
    List<String> attempt = new ArrayList<>(prefix);
    attempt.add("true");
    try {
      Process process = new ProcessBuilder(attempt).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return exitCode(process) == 0;
    } catch (IOException e) {
      // This system does not have the program.
      return false;
    }
  }
}
