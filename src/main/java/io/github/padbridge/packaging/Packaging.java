package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Makes a distribution. */
public final class Packaging {
  private Packaging() {}

  /**
   * Run by the build with the libraries of Padbridge on its class path.
   *
   * @param arguments the {@link Layout}; {@code with-proofs} or {@code no-proofs}; the folder to
   *     make; {@code padbridge.jar}; the folder of launchers; the folder to take as {@code share};
   *     the version
   */
  public static void main(String[] arguments) throws IOException {
    Layout layout = Layout.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Libraries all = Libraries.of(Path.of(arguments[3]), System.getProperty("java.class.path"));
    Libraries libraries = arguments[1].equals("no-proofs") ? all.withoutProofs() : all;
    new DistributionBuilder(layout, Path.of(arguments[4]), Path.of(arguments[5]), arguments[6])
        .build(Path.of(arguments[2]).toAbsolutePath(), libraries)
        .ifPresent(Packaging::warn);
  }

  private static void warn(String reason) {
    System.err.println(
        "This JDK cannot link a runtime, so the distribution has jars and needs a Java 17 or newer to"
            + " run: "
            + reason);
  }
}
