package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platform tag of a wheel: on which systems its native files run.
 *
 * @see <a href="https://peps.python.org/pep-0600/">PEP 600</a>
 */
final class WheelPlatform {
  private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.([0-9]+)(?:\\.[0-9]+)?");

  private WheelPlatform() {}

  /**
   * On Linux, the oldest glibc that has all symbols that the files need; elsewhere the system of
   * the build.
   *
   * @param home the files, which were built on this system
   */
  static String of(Path home) throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (system.startsWith("windows")) {
      return arm ? "win_arm64" : "win_amd64";
    }
    if (system.startsWith("mac")) {
      String version = System.getProperty("os.version").replaceFirst("[.].*", "");
      return "macosx_" + version + "_0_" + (arm ? "arm64" : "x86_64");
    }
    return "manylinux_2_" + glibc(home) + "_" + (arm ? "aarch64" : "x86_64");
  }

  private static int glibc(Path home) throws IOException {
    int minor = 0;
    for (Path file : FileTree.list(home)) {
      if (Files.isRegularFile(file)) {
        for (String version : Elf.neededVersions(file)) {
          Matcher glibc = GLIBC.matcher(version);
          if (glibc.matches()) {
            minor = Math.max(minor, Integer.parseInt(glibc.group(1)));
          }
        }
      }
    }
    if (minor == 0) {
      throw new IOException("no file in " + home + " needs glibc");
    }
    return minor;
  }
}
