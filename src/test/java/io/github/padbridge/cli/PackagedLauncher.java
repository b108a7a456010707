package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The distribution that was packaged, run by a shell. */
final class PackagedLauncher {
  static final Path HOME = Path.of("target/padbridge").toAbsolutePath();
  private static final Path GOLDEN = Path.of("src/test/resources/golden").toAbsolutePath();

  /** After a launcher was started in the background: its process, and the one that Java runs in. */
  static final String JAVA =
      "launcher=$!; sleep 2; java=$(cat /proc/$launcher/task/$launcher/children);"
          + " java=${java%% *}; java=${java:-$launcher};";

  private PackagedLauncher() {}

  /** Whether the profile release made it: only that adds bills of materials. */
  static boolean isOfARelease() {
    return Files.exists(HOME.resolve("sbom"));
  }

  /**
   * Runs a line in which {@code padbridge} is the packaged launcher, {@code $PADBRIDGE} its path,
   * for what is to be one process, and {@code $GOLDEN} the folder of the golden files.
   *
   * @param folder where what it writes is kept
   */
  static CommandRun shell(String line, Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh", "-c", "padbridge() { '" + HOME + "/bin/padbridge' \"$@\"; }\n" + line)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("GOLDEN", GOLDEN.toString());
    builder.environment().put("PADBRIDGE", HOME + "/bin/padbridge");
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
