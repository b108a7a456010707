package io.github.padbridge.cli;

import io.github.padbridge.execute.TrustedFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An archive of loaded classes (class data sharing), with which a run starts in half the time. It
 * belongs to one Java and to the place of the jars, so packaging makes one, and elsewhere the first
 * run has one made for those that follow. Without it everything works, only slower: whatever goes
 * wrong here is nobody's concern.
 */
final class ClassArchive {
  /** Set by the launcher to the archive that it would have liked to use. */
  private static final String WANTED = "padbridge.archive";

  private static final int PATIENCE_SECONDS = 120;

  private ClassArchive() {}

  /**
   * Has the archive made that the launcher missed, by a process that outlives this one. Not where
   * everything is thrown away after the run, which {@code CI} in the environment tells.
   */
  static void makeIfWanted() {
    String archive = System.getProperty(WANTED);
    if (archive == null || System.getenv("CI") != null) {
      return;
    }
    try {
      TrustedFolder.make(Path.of(archive, "..").normalize());
      quietly(java("-XX:TieredStopAtLevel=1", "-cp", classPath(), name(), archive)).start();
    } catch (IOException | RuntimeException e) {
      // A home that cannot be written, or that others can write.
      return;
    }
  }

  /**
   * Makes an archive.
   *
   * @param arguments the archive; and where it lies in the distribution, the distribution's home,
   *     which is written down beside it with the Java it is for
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path archive = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(archive.getParent());
    Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        make(archive);
      }
    }
    if (arguments.length > 1) {
      Files.writeString(
          archive.resolveSibling("origin"),
          Path.of(arguments[1]).toRealPath()
              + "\n"
              + System.getProperty("java.runtime.version")
              + "\n");
    }
  }

  /** Under another name first: half an archive would bring the JVM down. */
  private static void make(Path archive) throws IOException, InterruptedException {
    Path classes = Files.createTempFile(archive.getParent(), "classes", ".tmp");
    Path made = Files.createTempFile(archive.getParent(), "archive", ".tmp");
    try {
      run(
          java(
              "-Xshare:off",
              "-XX:TieredStopAtLevel=1",
              "--add-opens=java.base/java.io=ALL-UNNAMED",
              "-XX:DumpLoadedClassList=" + classes,
              "-cp",
              classPath(),
              Rehearsal.class.getName()));
      run(
          java(
              "-Xshare:dump",
              "-XX:+UseG1GC",
              "-XX:SharedClassListFile=" + classes,
              "-XX:SharedArchiveFile=" + made,
              "-cp",
              classPath()));
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(classes);
      Files.deleteIfExists(made);
    }
  }

  private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = quietly(builder).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0) {
      throw new IOException("no archive: " + builder.command());
    }
  }

  /** The Java that runs this. */
  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  private static ProcessBuilder quietly(ProcessBuilder builder) {
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(nowhere().toFile()))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static Path nowhere() {
    Path unix = Path.of("/dev/null");
    return Files.exists(unix) ? unix : Path.of("NUL");
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static String name() {
    return ClassArchive.class.getName();
  }
}
