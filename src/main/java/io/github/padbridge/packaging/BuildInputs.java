package io.github.padbridge.packaging;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of distributions. A distribution with unchanged inputs is not built again.
 *
 * @param digest the digest of all input files, the arguments of the build and the JDK
 */
record BuildInputs(String digest) {
  private static final Path EXAMPLES = Path.of("examples");

  static BuildInputs of(List<Path> files, String classPath, String[] arguments) throws IOException {
    MessageDigest digest = sha256();
    for (String word : arguments) {
      add(digest, word);
    }
    add(digest, System.getProperty("java.home"));
    add(digest, Runtime.version().toString());
    List<Path> inputs = new ArrayList<>(files);
    inputs.add(EXAMPLES);
    Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of).forEach(inputs::add);
    for (Path input : inputs) {
      add(digest, input);
    }
    return new BuildInputs(HexFormat.of().formatHex(digest.digest()));
  }

  /** Whether this distribution was built from these inputs and is unchanged. */
  boolean have(Path home) throws IOException {
    Path file = file(home);
    return Files.exists(home) && Files.exists(file) && Files.readString(file).equals(line(home));
  }

  /** Records that this distribution was built from these inputs. */
  void record(Path home) throws IOException {
    Files.writeString(file(home), line(home));
  }

  private static Path file(Path home) {
    return home.resolveSibling(home.getFileName() + ".sha256");
  }

  private String line(Path home) throws IOException {
    MessageDigest made = sha256();
    add(made, home);
    return digest + " " + HexFormat.of().formatHex(made.digest()) + "\n";
  }

  private static void add(MessageDigest digest, Path tree) throws IOException {
    for (Path file : FileTree.list(tree)) {
      add(digest, tree.relativize(file).toString());
      if (Files.isRegularFile(file)) {
        add(digest, Files.size(file) + (Files.isExecutable(file) ? " executable" : ""));
        addContent(digest, file);
      }
    }
  }

  private static void addContent(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static void add(MessageDigest digest, String word) {
    digest.update((word + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
