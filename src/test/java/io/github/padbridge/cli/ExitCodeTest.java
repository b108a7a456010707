package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a run, the run tells it in words and with a documented exit code. */
class ExitCodeTest {
  /** What it is given ends the first write; what is no fault of the file ends no other. */
  private static final class Failing extends OutputStream {
    private final Throwable failure;
    private boolean failed;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void write(int b) throws IOException {
      if (failure instanceof IOException io) {
        throw io;
      }
      if (!failed) {
        failed = true;
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new OutOfMemoryError("Java heap space"), 2, "not enough memory"),
        Arguments.of(new StackOverflowError(), 70, "java.lang.StackOverflowError"),
        Arguments.of(new InternalError("a file was cut"), 70, "java.lang.InternalError: a file"),
        Arguments.of(new NoClassDefFoundError("Layer"), 70, "java.lang.NoClassDefFoundError"),
        Arguments.of(new AssertionError("never"), 70, "java.lang.AssertionError: never"),
        Arguments.of(
            new IllegalStateException("never"), 70, "java.lang.IllegalStateException: never"),
        Arguments.of(new IOException("No space left on device"), 2, "cannot be written: No space"),
        Arguments.of(new IOException("Broken pipe"), 141, ""));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatEndsARun(Throwable failure, int exitCode, String message) {
    for (String command :
        new String[] {"translate conv1d --kernel-size 3", "--help", "schema spec"}) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Console console =
          new Console(
              InputStream.nullInputStream(),
              new BufferedOutputStream(new Failing(failure)),
              new PrintStream(err, true, StandardCharsets.UTF_8));
      assertThat(Main.run(console, command.split(" "))).as(command).isEqualTo(exitCode);
      String said = err.toString(StandardCharsets.UTF_8);
      assertThat(said).contains(message);
      assertThat(said.isEmpty()).isEqualTo(message.isEmpty());
    }
  }
}
