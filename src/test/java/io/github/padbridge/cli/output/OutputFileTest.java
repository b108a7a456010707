package io.github.padbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written with {@code -o}: what is there before, and what afterwards. */
class OutputFileTest {
  @TempDir Path folder;

  private static CommandRun write(Object file) {
    return CommandRun.of("translate", "conv1d", "--kernel-size", "3", "-o", file.toString());
  }

  /** Writes the answer, and nothing beside it. */
  private void assertWritten(Path named, Path file) throws IOException {
    long before = count();
    CommandRun run = write(named);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("Conv1d(C_in, C_out, kernel_size=(3,)");
    assertThat(count()).isBetween(before, before + 1);
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.count();
    }
  }

  private void assertRefused(Object named, String reason) throws IOException {
    long before = count();
    CommandRun run = write(named);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: this file cannot be written: " + reason + "\n");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void linksAreWrittenThroughAndStay() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path sub = Files.createDirectory(folder.resolve("sub"));
    Path near = Files.createSymbolicLink(sub.resolve("near"), Path.of("../file"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), Path.of("sub/near"));
    assertWritten(far, file);
    assertThat(far).isSymbolicLink();
    assertThat(near).isSymbolicLink();
    assertThat(file).isRegularFile();
  }

  @Test
  void aLinkThatLeadsNowhereGetsItsFile() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("sub/new"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), near);
    assertWritten(far, sub.resolve("new"));
    assertThat(far).isSymbolicLink();
    assertThat(near).isSymbolicLink();
    Path lost = Files.createSymbolicLink(folder.resolve("lost"), Path.of("missing/new"));
    assertRefused(lost, "directory " + folder.resolve("missing") + " does not exist");
    assertThat(lost).isSymbolicLink();
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertRefused(loop, "its symbolic links form a loop");
  }

  @Test
  void namesThatAreNoFiles() throws Exception {
    assertRefused(folder, "it is a directory, not a file");
    assertRefused(folder + "/new/", "it is a directory, not a file");
    assertRefused(
        Files.createSymbolicLink(folder.resolve("link"), folder), "it is a directory, not a file");
    assertRefused("", "its name is empty");
    assertRefused(folder + "/\uFFFD.txt", "its name is not UTF-8");
    assertRefused(folder + "/none/new", "directory " + folder.resolve("none") + " does not exist");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(file + "/new", "directory " + file + " is not a directory");
  }

  @Test
  void whoOwnsAFileAndWhoMayReadItStays() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    boolean isRoot = Files.getAttribute(file, "unix:uid").equals(0);
    if (isRoot) {
      Files.setAttribute(file, "unix:uid", 12_345);
      Files.setAttribute(file, "unix:gid", 54_321);
    }
    assertWritten(file, file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    if (isRoot) {
      assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(12_345);
      assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(54_321);
    }
  }

  @Test
  void aFileThatMayNotBeWrittenStays() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeTrue(!Files.isWritable(file), "root may write everything");
    assertRefused(file, "permission denied");
  }

  @Test
  void pipesAndDevices() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });
    CommandRun run = write(pipe);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read.get(30, TimeUnit.SECONDS)).startsWith("Conv1d(");
    assertThat(write("/dev/null").exitCode()).isZero();
  }

  @Test
  void namesOfStandardOutput() {
    for (String name : List.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")) {
      CommandRun run = write(name);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("Conv1d(");
      CommandRun report =
          CommandRun.of("verify", "conv1d", "--kernel-size", "3", "--junit-xml", name);
      assertThat(report.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(report.err())
          .startsWith("error: --junit-xml needs a file other than standard output");
    }
  }

  /** Java has files of its own open, its classes among them. */
  @Test
  void openFilesOfTheProcessAreNotWritten() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    Path file = Files.writeString(folder.resolve("open"), "before").toRealPath();
    Path descriptors = Files.createSymbolicLink(folder.resolve("fds"), Path.of("/proc/self/fd"));
    try (InputStream open = Files.newInputStream(file);
        Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      String number =
          all.filter(fd -> isLinkTo(fd, file)).findFirst().orElseThrow().getFileName().toString();
      Path link = Files.createSymbolicLink(folder.resolve("fd"), Path.of("/dev/fd/" + number));
      for (Object name :
          List.of(
              "/proc/self/fd/" + number,
              "/proc/" + ProcessHandle.current().pid() + "/fd/" + number,
              "/dev/fd/" + number,
              descriptors.resolve(number),
              link)) {
        assertRefused(
            name, "it is a descriptor that may belong to Java; give the name of the file");
      }
      assertThat(open.readAllBytes()).asString().isEqualTo("before");
    }
  }

  private static boolean isLinkTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theAnswersThatAreExpectedMayComeFromStandardInput() {
    String[] layer = {"conv1d", "--kernel-size", "3"};
    String plans =
        CommandRun.of("translate", layer[0], layer[1], layer[2], "--format", "json").out();
    CommandRun same =
        CommandRun.withInput(plans, "verify", layer[0], layer[1], layer[2], "--expect", "-");
    assertThat(same.exitCode()).as(same.err()).isZero();
    CommandRun other =
        CommandRun.withInput(
            plans.replace("VALID", "SAME"),
            "verify",
            layer[0],
            layer[1],
            layer[2],
            "--expect",
            "-");
    assertThat(other.exitCode()).isEqualTo(ExitCode.DIFFERS);
  }

  /** Nothing is written: this only looks at the place. */
  @Test
  void descriptorsThatTheLauncherUses() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    for (String property : List.of("padbridge.out.descriptor", "padbridge.options.descriptor")) {
      System.setProperty(property, "987");
      try {
        assertThatThrownBy(() -> OutputPlace.of("/dev/fd/987"))
            .hasMessageContaining("the launcher of padbridge uses descriptor 987; use another");
      } finally {
        System.clearProperty(property);
      }
    }
  }
}
