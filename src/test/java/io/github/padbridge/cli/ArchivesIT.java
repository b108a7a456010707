package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Prelease verify} packs; without that profile there is nothing to test. */
class ArchivesIT {
  private static final long MEGABYTE = 1_000_000;

  private static final String LAYER =
      " conv1d --in-channels 1 --out-channels 1 --kernel-size 3 --input-shape 1,1,9";

  @TempDir Path folder;

  /** Unpacks one and renames what was in it. */
  private long unpack(boolean proofs) throws Exception {
    assumeTrue(PackagedLauncher.isOfARelease(), "the profile release makes them");
    Path archive = archive(proofs);
    CommandRun run = shell("tar xzf '" + archive + "' && mv padbridge-* 'here and there'");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.size(archive);
  }

  private static Path archive(boolean proofs) throws IOException {
    try (Stream<Path> built = Files.list(PackagedLauncher.HOME.resolveSibling("release"))) {
      return built
          .filter(file -> file.toString().matches(".*-(linux|macosx|windows)-[^/]*[.]tar[.]gz"))
          .filter(file -> file.toString().endsWith("-no-proofs.tar.gz") != proofs)
          .findAny()
          .orElseThrow();
    }
  }

  private CommandRun shell(String line) throws Exception {
    return PackagedLauncher.shell("cd '" + folder + "'; export HOME=/nothing; " + line, folder);
  }

  @Test
  void theOneWithProofsIsWhatWasPackaged() throws Exception {
    assertThat(unpack(true)).isLessThan(155 * MEGABYTE);
    CommandRun same = shell("diff -r 'here and there' '" + PackagedLauncher.HOME + "'");
    assertThat(same.exitCode()).as(same.out()).isZero();
    CommandRun modes =
        shell("find 'here and there' ! -type l -perm /022; find 'here and there/natives' -type l");
    assertThat(modes.out()).isEmpty();
    CommandRun run = shell("ln -s 'here and there/bin/padbridge' it && ./it verify" + LAYER);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("agree    conv1d (1, 1, 9) -> (1, 1, 7), ");
  }

  @Test
  void theOneWithoutProofsSaysSo() throws Exception {
    assertThat(unpack(false)).isLessThan(40 * MEGABYTE);
    CommandRun translated =
        shell("'here and there/bin/padbridge' translate --format jsonl" + LAYER);
    assertThat(translated.exitCode()).as(translated.err()).isZero();
    assertThat(translated.out()).contains("\"output_shape\":[1,1,7]");
    for (String command : new String[] {" verify", " matrix --verify"}) {
      CommandRun run =
          shell("'here and there/bin/padbridge'" + command + LAYER.replace("1,1,9", "1,9"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("error: this distribution does not include ND4J, which runs proofs")
          .doesNotContain("\tat ");
    }
  }
}
