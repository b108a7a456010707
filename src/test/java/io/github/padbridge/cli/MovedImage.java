package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of the packaged distribution at another place. */
final class MovedImage {
  private MovedImage() {}

  /** Whether what was packaged has a runtime of its own. */
  static boolean isPackaged() {
    return Files.isDirectory(PackagedLauncher.HOME.resolve("runtime"));
  }

  /** Copies the distribution to a folder, which is made; linked files are those of the original. */
  static Path to(Path home, Path log) throws Exception {
    CommandRun run =
        PackagedLauncher.shell(
            "mkdir -p '" + home + "' && cp -R '" + PackagedLauncher.HOME + "/.' '" + home + "'",
            log);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return home;
  }
}
