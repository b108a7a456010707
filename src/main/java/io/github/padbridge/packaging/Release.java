package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Completes the folder of a release, in which the archives and jars are already. */
public final class Release {
  /** The file of checksums, which {@code sha256sum -c} checks. */
  private static final String CHECKSUMS = "SHA256SUMS";

  private Release() {}

  /**
   * Run by the build after {@link Packaging}. Adds the wheels, the jar of Padbridge, the bills of
   * materials and the checksums.
   *
   * @param arguments the folder of the release; the distribution with proofs, next to which is the
   *     one without; {@code padbridge.jar}; the folder of the project; the version
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path proofs = Path.of(arguments[1]);
    Path noProofs = proofs.resolveSibling(proofs.getFileName() + "-no-proofs");
    Path project = Path.of(arguments[3]);
    String version = arguments[4];
    Wheels wheels =
        new Wheels(project.resolve("src/main/dist/wheel"), project.resolve("LICENSE"), version);
    wheels.build(Wheels.COMMAND, noProofs, folder);
    wheels.build(Wheels.PROOFS, proofs, folder);
    String name = "padbridge-" + version;
    copy(Path.of(arguments[2]), folder.resolve(name + ".jar"));
    copy(sbom(proofs), folder.resolve(name + ".cdx.json"));
    copy(sbom(noProofs), folder.resolve(name + "-no-proofs.cdx.json"));
    writeChecksums(folder);
  }

  private static Path sbom(Path home) {
    return home.resolve(DistributionBuilder.SBOM).resolve("padbridge.cdx.json");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeChecksums(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(CHECKSUMS));
    List<Path> files;
    try (Stream<Path> content = Files.list(folder)) {
      files = content.sorted().toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(sha256(file)).append("  ").append(file.getFileName()).append("\n");
    }
    Files.writeString(folder.resolve(CHECKSUMS), lines);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file);
        DigestInputStream in = new DigestInputStream(content, BuildInputs.sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
