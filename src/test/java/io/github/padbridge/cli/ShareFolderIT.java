package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual and the completions of the packaged distribution, and who finds them there. */
class ShareFolderIT {
  private static final Path SHARE = PackagedLauncher.HOME.resolve("share");
  private static final String ON_PATH = "PATH='" + PackagedLauncher.HOME + "/bin':\"$PATH\"; ";

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell(line, folder);
  }

  private static SortedMap<String, String> read(Path share) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(share)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(share.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void theyAreWhatTheProgramMakes() throws Exception {
    SortedMap<String, String> made = ShareFolder.files();
    assertThat(made)
        .hasSize(31)
        .containsKeys(
            "man/man1/padbridge.1",
            "man/man1/padbridge-compare.1",
            "man/man7/padbridge-comparing.7");
    assertThat(read(SHARE)).isEqualTo(made);
  }

  @Test
  void manFindsThePagesBesideThePrograms() throws Exception {
    Shells.assumeThereIs("man");
    CommandRun found =
        shell("unset MANPATH; " + ON_PATH + "man -w padbridge padbridge-verify padbridge-specs");
    assertThat(found.out().lines())
        .containsExactly(
            SHARE.resolve("man/man1/padbridge.1").toString(),
            SHARE.resolve("man/man1/padbridge-verify.1").toString(),
            SHARE.resolve("man/man7/padbridge-specs.7").toString());
  }

  @Test
  void shellsLoadTheScriptsByThemselves() throws Exception {
    Shells.assumeThereIs("zsh");
    String compinit =
        "fpath=('"
            + SHARE
            + "/zsh/site-functions' $fpath); autoload -Uz compinit && compinit -D -u";
    assertThat(Shells.zsh(compinit, "padbridge verify --fo", folder))
        .isEqualTo(List.of("--format"));
    Shells.assumeThereIs("fish");
    CommandRun fish =
        shell(
            ON_PATH
                + ("XDG_DATA_DIRS='" + SHARE + "':/usr/share ")
                + "fish -c \"complete -C 'padbridge verify --fo'\"");
    assertThat(fish.out()).as(fish.err()).startsWith("--format\t").hasLineCount(1);
  }
}
