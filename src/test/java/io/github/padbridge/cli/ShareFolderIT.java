package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
    assertThat(made).hasSize(14).containsKeys("man/man1/padbridge.1", "man/man1/padbridge-pad.1");
    assertThat(read(SHARE)).isEqualTo(made);
  }

  @Test
  void packedTheyAreTheSame() throws Exception {
    SortedMap<String, String> made = ShareFolder.files();
    CommandRun unpacked =
        shell(
            ("cd '" + folder + "' && tar xzf '" + PackagedLauncher.HOME.getParent() + "'/*.tar.gz")
                + " && mv padbridge-*/share share && rm -r padbridge-*");
    assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
    assertThat(read(folder.resolve("share"))).isEqualTo(made);

    try (Stream<Path> built = Files.list(PackagedLauncher.HOME.getParent())) {
      Path packed = built.filter(file -> file.toString().endsWith(".zip")).findAny().orElseThrow();
      SortedMap<String, String> zipped = new TreeMap<>();
      try (ZipFile zip = new ZipFile(packed.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          String[] parts = entry.getName().split("/share/", 2);
          if (parts.length > 1 && !entry.isDirectory()) {
            try (InputStream in = zip.getInputStream(entry)) {
              zipped.put(parts[1], new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
          }
        }
      }
      assertThat(zipped).isEqualTo(made);
    }
  }

  @Test
  void manFindsThePagesBesideThePrograms() throws Exception {
    Shells.assumeThereIs("man");
    CommandRun found = shell("unset MANPATH; " + ON_PATH + "man -w padbridge padbridge-verify");
    assertThat(found.out().lines())
        .containsExactly(
            SHARE.resolve("man/man1/padbridge.1").toString(),
            SHARE.resolve("man/man1/padbridge-verify.1").toString());
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
