package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where answers go: to standard output, or to a file that is written whole or not at all. */
final class OutputOption {
  private @Nullable String file;

  OutputOption(Options options) {
    options
        .option(String.class, value -> file = value, "-o", "--output")
        .paramLabel("FILE")
        .description("Write to a file, whole or not at all; default -, standard output.");
  }

  /** The file; null for standard output. */
  @Nullable String file() {
    return file == null || OutputPlace.isStandardOutput(file) ? null : file;
  }

  /** What writes answers and returns the exit code. */
  interface Answers {
    int writeTo(Console console) throws IOException;
  }

  /**
   * Has the answers written. A file keeps what it holds where none could be given.
   *
   * @return the exit code
   */
  int write(Console console, Answers answers) throws IOException {
    String name = file();
    if (name == null) {
      return answers.writeTo(console);
    }
    try (OutputFile output = new OutputFile(name)) {
      int exitCode = answers.writeTo(new Console(console.in(), output.stream(), console.err()));
      if (exitCode != ExitCode.UNUSABLE || !output.isEmpty()) {
        output.commit();
      }
      return exitCode;
    } catch (IOException e) {
      throw failure(name, e);
    } catch (UncheckedIOException e) {
      throw failure(name, Objects.requireNonNull(e.getCause()));
    }
  }

  /** A closed pipe is passed on: it has an exit code of its own. */
  private static Refusal failure(String name, IOException e) throws IOException {
    if (IoReason.isClosedPipe(e)) {
      throw e;
    }
    return OutputFile.refusal(name, e);
  }
}
