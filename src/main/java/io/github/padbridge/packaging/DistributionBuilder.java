package io.github.padbridge.packaging;

import io.github.padbridge.packaging.Tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Builds distributions.
 *
 * @param form how they are run
 * @param launchers the folder that becomes {@code bin}
 * @param version the version that the launchers print
 */
record DistributionBuilder(DistributionForm form, Path launchers, String version) {
  /**
   * The bytes of a class archive depend on the length of its path. Every distribution is therefore
   * built at a path of this length, if possible, and moved.
   */
  private static final int PATH_LENGTH = 180;

  /** The folder of a distribution with its bill of materials. */
  static final String SBOM = "sbom";

  /**
   * Builds a distribution and replaces an old one.
   *
   * @param sbom what the CycloneDX plugin lists
   * @return why it has jars and no runtime, though it should have one
   */
  Optional<String> build(Path home, Libraries libraries, Optional<Path> sbom) throws IOException {
    Path work = workFolder(home);
    FileTree.delete(work);
    addLaunchers(work.resolve("bin"));
    addShare(work.resolve("share"));
    boolean unpacked = form != DistributionForm.FRAMEWORKS && !libraries.natives().isEmpty();
    if (unpacked) {
      NativeLibraries.unpack(libraries.natives(), work.resolve("natives"));
    }
    Optional<String> reason = Optional.empty();
    if (form == DistributionForm.IMAGE) {
      try {
        addRuntime(work, libraries);
      } catch (ToolFailure e) {
        reason = Optional.of(e.reason());
      }
    }
    if (form != DistributionForm.IMAGE || reason.isPresent()) {
      copyJars(libraries.application(), work.resolve("lib"));
      copyJars(libraries.proofs(), work.resolve("lib").resolve("nd4j"));
      copyJars(unpacked ? List.of() : libraries.natives(), work.resolve("lib").resolve("nd4j"));
    }
    if (sbom.isPresent()) {
      Path folder = Files.createDirectories(work.resolve(SBOM));
      boolean runtime = Files.exists(work.resolve("runtime"));
      Sbom.write(sbom.get(), folder.resolve("padbridge.cdx.json"), libraries, runtime);
    }
    FileTree.setModes(work);
    FileTree.delete(home);
    Files.move(work, home);
    return reason;
  }

  private void addLaunchers(Path bin) throws IOException {
    Files.createDirectories(bin);
    for (String launcher : List.of("padbridge", "padbridge.cmd", "java.options")) {
      String text = Files.readString(launchers.resolve(launcher)).replace("@version@", version);
      boolean dos = launcher.endsWith(".cmd");
      Files.writeString(bin.resolve(launcher), dos ? text.replace("\n", "\r\n") : text);
    }
  }

  /** Man pages and completion scripts. */
  private static void addShare(Path share) throws IOException {
    BuildProcess.of(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .with(List.of("-cp", System.getProperty("java.class.path")))
        .with(List.of("io.github.padbridge.cli.ShareFolder", share.toString()))
        .run();
  }

  private static Path workFolder(Path home) {
    String name = home.getFileName() + "-";
    int missing = PATH_LENGTH - home.resolveSibling(name).toString().length();
    return home.resolveSibling(name + "-".repeat(Math.max(0, missing)));
  }

  private static void addRuntime(Path home, Libraries libraries) throws IOException {
    Path runtime = home.resolve("runtime");
    Path module = home.resolve(ApplicationModule.NAME + ".jar");
    try {
      ApplicationModule.of(libraries.classes()).write(module);
      RuntimeImage.link(module, runtime);
    } finally {
      Files.deleteIfExists(module);
    }
    Licences.copy(libraries.classes(), runtime.resolve("legal"));
    FileTree.setModes(home);
    ClassArchive.make(home, !libraries.proofs().isEmpty());
  }

  private static void copyJars(List<Path> jars, Path folder) throws IOException {
    if (!jars.isEmpty()) {
      Files.createDirectories(folder);
    }
    for (Path jar : jars) {
      Files.copy(jar, folder.resolve(jar.getFileName()));
    }
  }
}
