package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Builds the distributions. */
public final class Packaging {
  private Packaging() {}

  /**
   * Run by the build with the libraries of Padbridge on its class path.
   *
   * @param arguments the {@link DistributionForm}; {@code with-proofs} or {@code
   *     with-proofs,no-proofs}; the output folder, next to which the distribution without proofs is
   *     built; {@code padbridge.jar}; the folder of launchers; the version; what the CycloneDX
   *     plugin lists, or {@code none}
   */
  public static void main(String[] arguments) throws IOException {
    DistributionForm form = DistributionForm.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path home = Path.of(arguments[2]).toAbsolutePath();
    Path jar = Path.of(arguments[3]);
    Path launchers = Path.of(arguments[4]);
    String classPath = System.getProperty("java.class.path");
    Libraries libraries = Libraries.of(jar, classPath);
    DistributionBuilder builder = new DistributionBuilder(form, launchers, arguments[5]);
    Optional<Path> sbom =
        Optional.of(arguments[6]).filter(file -> !file.equals("none")).map(Path::of);
    List<Path> files = new ArrayList<>(List.of(jar, launchers));
    sbom.ifPresent(files::add);
    BuildInputs inputs = BuildInputs.of(files, classPath, arguments);
    for (String kind : arguments[1].split(",", -1)) {
      boolean proofs = kind.equals("with-proofs");
      Path place = proofs ? home : home.resolveSibling(home.getFileName() + "-" + kind);
      if (!inputs.have(place)) {
        builder
            .build(place, proofs ? libraries : libraries.withoutProofs(), sbom)
            .ifPresent(Packaging::warn);
        inputs.record(place);
      }
    }
  }

  private static void warn(String reason) {
    System.err.println(
        "This JDK cannot link a runtime, so the distribution has jars and needs Java 17 or newer to"
            + " run: "
            + reason);
  }
}
