package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder with the native libraries of a distribution.
 *
 * @param home the folder of the distribution, as an absolute path
 */
record NativeFolder(Path home) {
  /** Set by the launcher to the folder of the distribution. */
  private static final String HOME = "padbridge.home";

  /**
   * Every library after those it needs. Each system has some of the first ones, with its own
   * prefixes and suffixes; the last three are the ones that Java calls.
   */
  private static final List<String> LIBRARIES =
      List.of(
          "winpthread",
          "gcc_s_seh",
          "stdc++",
          "gomp",
          "quadmath",
          "gfortran",
          "openblas",
          "openblas_nolapack",
          "nd4jcpu",
          "jnijavacpp",
          "jniopenblas_nolapack",
          "jnind4jcpu");

  /** The folder of this distribution; empty in one of jars, from which JavaCPP unpacks them. */
  static Optional<NativeFolder> ofDistribution() {
    return Optional.ofNullable(System.getProperty(HOME))
        .map(home -> new NativeFolder(Path.of(home).toAbsolutePath()))
        .filter(folder -> folder.hasRuntime() || Files.isDirectory(folder.path()));
  }

  private boolean hasRuntime() {
    return Files.isDirectory(home.resolve("runtime"));
  }

  private Path path() {
    return home.resolve("natives");
  }

  /**
   * Loads the libraries from this folder only, before JavaCPP searches for them.
   *
   * @throws Refusal if the folder or one of its files is not to be trusted
   * @throws UnsatisfiedLinkError if a library does not run on this system
   */
  void load() throws IOException {
    try {
      TrustedFolder.requireItself(home);
      TrustedFolder.requireContent(path());
    } catch (Refusal refusal) {
      Fault fault = refusal.faults().get(0);
      throw new Refusal(
          new Fault(
              "native libraries are not loaded: " + fault.message(),
              fault.help(),
              List.of(),
              null));
    }
    System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
    List<Path> files = files();
    for (String library : LIBRARIES) {
      for (Path file : files) {
        if (file.getFileName().toString().matches("(lib)?\\Q" + library + "\\E[-.].*")) {
          System.load(file.toString());
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path())) {
      return files.sorted().toList();
    }
  }
}
