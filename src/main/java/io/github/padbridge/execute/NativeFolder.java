package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the native libraries of a distribution.
 *
 * @param home the folder of the distribution, as an absolute path
 */
record NativeFolder(Path home) {
  /** Set by the launcher to the folder of the distribution. */
  private static final String HOME = "padbridge.home";

  /** Lists every library, one per line, after the libraries it needs. */
  private static final String LIST = "libraries.txt";

  /** The hint for a missing or damaged file. */
  static final String UNPACK = "unpack the padbridge archive again";

  /**
   * The folder of this distribution; empty in a distribution of jars, from which JavaCPP unpacks
   * the libraries.
   */
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
   * @throws Refusal if a library is missing, or if the folder or one of its files cannot be trusted
   * @throws UnsatisfiedLinkError if a library does not run on this system
   */
  void load() throws IOException {
    List<Path> libraries = trusted();
    System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
    for (Path library : libraries) {
      System.load(library.toString());
    }
  }

  private List<Path> trusted() throws IOException {
    try {
      return realPaths();
    } catch (NoSuchFileException e) {
      throw refusal("native libraries are not loaded: " + e.getFile() + " is missing", UNPACK);
    } catch (Refusal refusal) {
      Fault fault = refusal.faults().get(0);
      throw refusal("native libraries are not loaded: " + fault.message(), fault.help());
    }
  }

  /** The real paths of all libraries, which must be inside this folder. */
  private List<Path> realPaths() throws IOException {
    Path folder = home.toRealPath().resolve("natives");
    requireInside(path().toRealPath(), folder);
    TrustedFolder.requireItself(home.toRealPath());
    TrustedFolder.requireContent(folder);
    List<Path> libraries = new ArrayList<>();
    for (String name : Files.readAllLines(folder.resolve(LIST))) {
      Path library = folder.resolve(name).toRealPath();
      requireInside(library, folder);
      libraries.add(library);
    }
    return libraries;
  }

  private static void requireInside(Path path, Path folder) {
    if (!path.startsWith(folder)) {
      throw refusal("a link points outside " + folder + ", to " + path, UNPACK);
    }
  }

  private static Refusal refusal(String reason, @Nullable String help) {
    return new Refusal(new Fault(reason, help, List.of(), null));
  }
}
