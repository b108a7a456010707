package io.github.padbridge.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An archive of loaded classes (class data sharing), with which a short run takes half of the time.
 * It holds the classes of the commands below. It is valid wherever the runtime is moved to.
 */
final class ClassArchive {
  private static final String LAUNCHER = File.separatorChar == '/' ? "padbridge" : "padbridge.cmd";

  private static final String LAYER = "nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)";

  private static final String POOLING = "nn.MaxPool2d(3, 2, 1)";
  private static final String PORT = "keras.layers.MaxPooling2D(3, 2, 'same')";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("--version"),
          List.of("translate", "examples/stackoverflow.json"),
          List.of("translate", "examples/grouped-2d.json", "--format", "json"),
          List.of("translate", "examples/poolings.json", "--format", "tsv"),
          List.of("translate", "examples/forward.json", "--format", "jsonl"),
          List.of("translate", LAYER, "--format", "python"),
          List.of("translate", "examples/tensorflow.json", "--format", "pytorch"),
          List.of("compare", "nn.Conv2d(3, 64, 3)", "keras.layers.Conv2D(64, 3)"),
          List.of("explain", LAYER, "--input-shape", "1,8,5,5"),
          List.of("pad", "--rank", "4", "F.pad(x, (1, 2, 0, 3))"),
          // Long enough for the thread that watches the launcher to look for it.
          List.of("table", "conv1d", "--kernel-size", "1..3", "--input-size", "8..1500"),
          List.of("matrix", "conv1d", "--kernel-size", "3", "--input-shape", "1,9"),
          List.of("scan", "examples/vocoder.txt"),
          List.of("schema", "spec"));

  private static final List<List<String>> PROOFS =
      List.of(
          List.of("verify", "examples/stackoverflow.json"),
          List.of("verify", "examples/poolings.json", "--format", "jsonl"),
          List.of("verify", LAYER, "--strategy", "all"),
          // Equal here, which the exit code tells, and run where they are not.
          List.of("compare", POOLING, PORT, "--input-shape", "1,1,5,5"),
          List.of("scan", "examples/vocoder.txt", "--verify"),
          List.of("explain", LAYER, "--input-shape", "1,8,5,5", "--format", "html"));

  /**
   * Loaded where a thread has to wait for another, which it does in some runs and not in others.
   */
  private static final List<String> WAITING =
      List.of(
          "java/util/concurrent/ForkJoinPool$ManagedBlocker",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionNode",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ExclusiveNode");

  /**
   * No garbage is collected and nothing is compiled meanwhile, which would change the bytes. The
   * class path is a file that does not exist: with an empty one the working folder changes the
   * bytes, and JDK 25 crashes on a file that is no jar.
   */
  private static final List<String> DUMP =
      List.of(
          "-Xshare:dump",
          "-Xint",
          "-XX:+UseG1GC",
          "-Xms512m",
          "-XX:MetaspaceSize=256m",
          "-Xlog:disable",
          "-cp",
          "/nothing");

  private static final int MOST_DUMPS = 5;

  private ClassArchive() {}

  /** Makes the archive that the runtime of a distribution starts from by itself. */
  static void make(Path home, boolean proofs) throws IOException {
    Path folder = Files.createTempDirectory("padbridge");
    try {
      NavigableSet<String> classes = new TreeSet<>(WAITING);
      for (List<String> command : COMMANDS) {
        classes.addAll(loadedBy(home, command, folder.resolve("loaded")));
      }
      for (List<String> command : proofs ? PROOFS : List.<List<String>>of()) {
        classes.addAll(loadedBy(home, command, folder.resolve("loaded")));
      }
      dump(home.resolve("runtime"), Files.write(folder.resolve("classes"), classes));
    } finally {
      FileTree.delete(folder);
    }
  }

  /**
   * The classes that a command loads, without the numbers that JDK 25 adds in each list. Nothing is
   * compiled meanwhile, which would load others in some runs.
   */
  private static List<String> loadedBy(Path home, List<String> command, Path list)
      throws IOException {
    BuildProcess.of(home.resolve("bin").resolve(LAUNCHER).toString())
        .with(command)
        .environment(
            "PADBRIDGE_JAVA_OPTS", "-Xshare:off -Xint '-XX:DumpLoadedClassList=" + list + "'")
        .run();
    try (Stream<String> lines = Files.lines(list)) {
      return lines.map(line -> line.replaceFirst(" id: [0-9]+$", "")).toList();
    }
  }

  /** Until it comes out as it did before: how threads take turns when Java starts changes it. */
  private static void dump(Path runtime, Path classes) throws IOException {
    Path archive = runtime.resolve("lib").resolve("server").resolve("classes.jsa");
    Set<ByteBuffer> made = new HashSet<>();
    do {
      Files.deleteIfExists(archive);
      BuildProcess.inOrder(runtime.resolve("bin").resolve("java").toString())
          .with(DUMP)
          .with(List.of("-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive))
          .in(runtime)
          .run();
    } while (made.size() < MOST_DUMPS && made.add(ByteBuffer.wrap(Files.readAllBytes(archive))));
  }
}
