package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be read or written: the reason in words, without the name of an exception. */
class IoReasonTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("file.json"), "{}");
    Files.createSymbolicLink(folder.resolve("loop.json"), folder.resolve("loop.json"));
    Files.createSymbolicLink(folder.resolve("nowhere.json"), folder.resolve("none"));
    Files.createDirectory(folder.resolve("folder"));
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a"), "it does not exist"),
        Arguments.of(new AccessDeniedException("a"), "permission denied"),
        Arguments.of(new NotDirectoryException("a"), "part of its path is not a directory"),
        Arguments.of(new FileSystemLoopException("a"), "its symbolic links form a loop"),
        Arguments.of(new FileAlreadyExistsException("a"), "it already exists"),
        Arguments.of(new MalformedInputException(1), "it is not UTF-8 text"),
        Arguments.of(
            new FileSystemException("a", null, "Is a directory"), "it is a directory, not a file"),
        Arguments.of(
            new FileSystemException("a", null, "Read-only file system"), "Read-only file system"),
        Arguments.of(new FileSystemException("a"), "input/output error"),
        Arguments.of(new FileNotFoundException("a (b) (Permission denied)"), "permission denied"),
        Arguments.of(new FileNotFoundException("a"), "a"),
        Arguments.of(new IOException("No space left on device"), "No space left on device"),
        Arguments.of(new EOFException(), "input/output error (EOFException)"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void aReasonInWords(IOException e, String reason) {
    assertThat(IoReason.of(e)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no/x.json | directory FOLDER/no does not exist",
        "file.json/x.json | directory FOLDER/file.json is not a directory",
        "folder | it is a directory, not a file",
        "LONG | File name too long",
      })
  void whatCannotBeWritten(String name, String reason) {
    String file = folder.resolve(name.replace("LONG", "x".repeat(300))).toString();
    for (List<String> command :
        List.of(
            List.of("translate", "conv1d", "--kernel-size", "3", "-o", file),
            List.of("explain", "conv1d", "--kernel-size", "3", "-o", file),
            List.of("scan", "examples/vocoder.txt", "-o", file),
            List.of("verify", "conv1d", "--kernel-size", "3", "--junit-xml", file))) {
      CommandRun run = CommandRun.of(command.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err())
          .isEqualTo(
              "error: this file cannot be written: "
                  + reason.replace("FOLDER", folder.toString())
                  + "\n  --> "
                  + file
                  + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no.json | there is no such file",
        "nowhere.json | there is no such file",
        "file.json/x.json | this cannot be opened: part of its path is not a directory",
        "loop.json | this cannot be opened: its symbolic links form a loop",
        "LONG.json | this cannot be opened: File name too long",
      })
  void whatCannotBeRead(String name, String reason) {
    String file = folder.resolve(name.replace("LONG", "x".repeat(300))).toString();
    for (List<String> command :
        List.of(
            List.of("translate", file),
            List.of("verify", file),
            List.of("scan", file),
            List.of("verify", "conv1d", "--kernel-size", "3", "--expect", file))) {
      CommandRun run = CommandRun.of(command.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err()).startsWith("error: " + reason).contains("\n  --> ");
    }
  }

  @Test
  void whatIsNoName() {
    CommandRun run = CommandRun.of("translate", "conv1d", "--kernel-size=3", "-o", "a\0b");
    assertThat(run.err())
        .isEqualTo(
            "error: this file cannot be written: invalid file name (Nul character"
                + " not allowed)\n  --> a\\u0000b\n");
  }
}
