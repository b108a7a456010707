package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files in any letters, whatever the locale. */
class FileNamesIT {
  private static final String LAYER = "{\"op\": \"conv1d\", \"kernel_size\": 3}";

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell("cd '" + folder + "'; " + line, folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export LC_ALL=C",
        "export LC_ALL=POSIX",
        "export LC_ALL=C.UTF-8",
        "export LC_ALL=de_DE.UTF-8",
        "export LC_ALL=xx_YY.utf8",
        "export LC_CTYPE=C LANG=de_DE.UTF-8; unset LC_ALL",
        "unset LC_ALL LC_CTYPE LANG",
      })
  void namesInAnyLetters(String locale) throws Exception {
    assumeTrue(
        shell("locale -a | grep -q -i '^C.utf-\\?8$'").exitCode() == 0, "there is no C.UTF-8 here");
    CommandRun run =
        shell(
            locale
                + "; mkdir größe; echo '"
                + LAYER
                + "' > größe/層🙂.json; padbridge translate --format jsonl größe -o ausgabe-ü;"
                + " padbridge verify größe/層🙂.json && cat ausgabe-ü | cut -c 1-5; ls größe;"
                + " padbridge translate größe/é.json; padbridge pad 'größe'");
    assertThat(run.out()).matches("(?s)agree .*\\{\"id\"\n層🙂.json\n");
    assertThat(run.err())
        .startsWith("error: there is no such file\n  --> größe/é.json\n")
        .contains("      größe\n");
  }

  /** Java has no letters for such a name; what it has instead is the name of another file. */
  @Test
  void namesThatAreNoText() throws Exception {
    String name = "\"$(printf 'a\\377.json')\"";
    String write = "echo '" + LAYER + "' > " + name + "; ";
    assumeTrue(shell(write).exitCode() == 0, "names are text here");
    for (String input : new String[] {name, ".", "'*.json'"}) {
      CommandRun run = shell("padbridge translate " + input);
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err())
          .startsWith("error: the name of this file is not UTF-8\n")
          .contains("  help: rename it, or give - and redirect the file to standard input\n");
    }
    CommandRun output = shell("padbridge translate conv1d --kernel-size 3 -o " + name);
    assertThat(output.err())
        .startsWith("error: this file cannot be written: its name is not UTF-8\n");
    CommandRun piped = shell("padbridge translate - < " + name);
    assertThat(piped.exitCode()).isZero();
  }

  @Test
  void aCurrentFolderWhoseNameIsNoText() throws Exception {
    String name = "\"$(printf 'n\\377')\"";
    assumeTrue(shell("mkdir " + name).exitCode() == 0, "names are text here");
    CommandRun run =
        shell("cd " + name + "; padbridge translate conv1d --kernel-size 3 -o out.txt; ls");
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "error: this file cannot be written: the path of the current folder is not UTF-8\n");
  }
}
