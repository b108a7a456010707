package io.github.padbridge.cli;

import io.github.padbridge.cli.input.IoReason;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.IoConsumer;
import io.github.padbridge.cli.output.OutputFile;
import io.github.padbridge.cli.output.OutputPlace;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The option for the output file. */
final class OutputOption {
  private @Nullable String file;

  OutputOption(Options options) {
    options.group(OptionGroup.OUTPUT);
    options
        .option(String.class, value -> file = value, "-o", "--output")
        .paramLabel("FILE")
        .description("Write the answer to a file, whole or not at all. Default: standard output.");
  }

  /** The file; null for standard output. */
  @Nullable String file() {
    return file == null || OutputPlace.isStandardOutput(file) ? null : file;
  }

  /**
   * Writes the answers. An existing file is kept if there is no answer.
   *
   * @param tally counts the answers
   * @return the exit code
   */
  int write(Console console, Tally tally, IoConsumer<Console> answers) throws IOException {
    String name = file();
    if (name == null) {
      answers.accept(console);
      return tally.requireExitCode();
    }
    try (OutputFile output = new OutputFile(name)) {
      answers.accept(console.writingFile(output.stream()));
      if (tally.exitCode() != ExitCode.UNUSABLE || !output.isEmpty()) {
        output.commit();
      }
    } catch (IOException e) {
      throw failure(name, e);
    } catch (UncheckedIOException e) {
      throw failure(name, Objects.requireNonNull(e.getCause()));
    }
    return tally.requireExitCode();
  }

  /** A closed pipe is passed on: it has an exit code of its own. */
  private static Refusal failure(String name, IOException e) throws IOException {
    if (IoReason.isClosedPipe(e)) {
      throw e;
    }
    return OutputFile.refusal(name, e);
  }
}
