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
 * A class data sharing archive, which halves the time of a short run. It holds the classes that the
 * commands below load, and stays valid when the runtime is moved.
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
          List.of("translate", LAYER, "--format", "jax"),
          List.of("compare", "nn.Conv2d(3, 64, 3)", "keras.layers.Conv2D(64, 3)"),
          List.of("explain", LAYER, "--input-shape", "1,8,5,5"),
          List.of("pad", "--rank", "4", "F.pad(x, (1, 2, 0, 3))"),
          // Long enough for the thread that watches the launcher.
          List.of("table", "conv1d", "--kernel-size", "1..3", "--input-size", "8..1500"),
          List.of("matrix", "conv1d", "--kernel-size", "3", "--input-shape", "1,9"),
          List.of("scan", "examples/vocoder.txt"),
          List.of("scan", "examples/net.pt2"),
          List.of("scan", "examples/net.onnx", "--format", "jsonl"),
          List.of("scan", "examples/net.keras", "--format", "jsonl"),
          List.of("schema", "spec"));

  private static final List<List<String>> PROOFS =
      List.of(
          List.of("verify", "examples/stackoverflow.json"),
          List.of("verify", "examples/poolings.json", "--format", "jsonl"),
          List.of("verify", LAYER, "--strategy", "all"),
          // Equal at this shape, so that the exit code is 0, and run where they differ.
          List.of("compare", POOLING, PORT, "--input-shape", "1,1,5,5"),
          List.of("diagnose", "examples/case.json"),
          List.of("scan", "examples/vocoder.txt", "--verify"),
          List.of("explain", LAYER, "--input-shape", "1,8,5,5", "--format", "html"));

  /** Classes that are loaded only in some runs, when a thread waits for another. */
  private static final List<String> WAITING =
      List.of(
          "java/util/concurrent/ForkJoinPool$ManagedBlocker",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionNode",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ExclusiveNode");

  /**
   * Without garbage collection and compilation, which would change the bytes. The class path is a
   * missing file: an empty one would make the bytes depend on the working folder, and JDK 25
   * crashes on a file that is not a jar.
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

  /** Creates the default archive of the runtime of a distribution. */
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
   * The classes that a command loads, without the numbers that JDK 25 adds. Compilation is off,
   * because it loads other classes in some runs.
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

  /** Repeats until two archives are identical, because thread scheduling may change the bytes. */
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
