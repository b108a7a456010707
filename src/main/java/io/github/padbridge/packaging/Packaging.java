package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Builds the distributions. */
public final class Packaging {
  private Packaging() {}

  /**
   * Run by the build with the libraries of Padbridge on its class path.
   *
   * @param arguments the {@link DistributionForm}; {@code with-proofs} or {@code
   *     with-proofs,no-proofs}; the output folder, next to which the distribution without proofs is
   *     built; {@code padbridge.jar}; the folder of launchers; the version
   */
  public static void main(String[] arguments) throws IOException {
    DistributionForm form = DistributionForm.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path home = Path.of(arguments[2]).toAbsolutePath();
    Path jar = Path.of(arguments[3]);
    Path launchers = Path.of(arguments[4]);
    String classPath = System.getProperty("java.class.path");
    Libraries libraries = Libraries.of(jar, classPath);
    DistributionBuilder builder = new DistributionBuilder(form, launchers, arguments[5]);
    BuildInputs inputs = BuildInputs.of(List.of(jar, launchers), classPath, arguments);
    for (String kind : arguments[1].split(",", -1)) {
      if (kind.equals("with-proofs")) {
        make(home, libraries, builder, inputs);
      } else {
        Path sibling = home.resolveSibling(home.getFileName() + "-" + kind);
        make(sibling, libraries.withoutProofs(), builder, inputs);
      }
    }
  }

  private static void make(
      Path home, Libraries libraries, DistributionBuilder builder, BuildInputs inputs)
      throws IOException {
    if (!inputs.have(home)) {
      builder.build(home, libraries).ifPresent(Packaging::warn);
      inputs.record(home);
    }
  }

  private static void warn(String reason) {
    System.err.println(
        "This JDK cannot link a runtime, so the distribution has jars and needs Java 17 or newer to"
            + " run: "
            + reason);
  }
}
