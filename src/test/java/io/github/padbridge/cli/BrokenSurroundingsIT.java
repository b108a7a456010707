package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged distribution where something around it is broken. */
class BrokenSurroundingsIT {
  private static final Path HOME = PackagedLauncher.HOME;

  private static final String VERIFY =
      "padbridge verify conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9";

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell("cd '" + folder + "';" + line, folder);
  }

  /** What is being written takes another name until it is whole. */
  @Test
  void anInterruptedRunLeavesTheOldFile() throws Exception {
    for (String command : List.of("translate - -o plans", "verify - --junit-xml plans")) {
      Files.writeString(folder.resolve("plans"), "before");
      CommandRun run =
          shell(
              "{ head -n 20 \"$GOLDEN/pytorch.jsonl\"; sleep 4; }"
                  + " | { timeout --preserve-status -s INT 2 '"
                  + HOME
                  + "/bin/padbridge' "
                  + command
                  + " > answers; echo $?; }; ls -A");
      assertThat(run.out()).startsWith("130\n").doesNotContain("part", ".tmp");
      assertThat(Files.readString(folder.resolve("plans"))).isEqualTo("before");
      assertThat(Files.readString(folder.resolve("answers"))).matches("(?s)|.*\n");
    }
  }

  @Test
  void filesAndFoldersThatCannotBeUsed() throws Exception {
    CommandRun run =
        shell(
            "for name in /proc/none/plans missing/plans . /dev/full; do"
                + " padbridge translate conv1d --kernel-size 3 -o $name && echo written; done;"
                + "env -u HOME -u XDG_CACHE_HOME HOME=/proc/none padbridge --version > /dev/null;"
                + "PADBRIDGE_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=/proc/none "
                + VERIFY);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("agree").doesNotContain("written");
    assertThat(run.err().lines().filter(line -> line.startsWith("error: "))).hasSize(4);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void aClosedPipeEndsItQuietly() throws Exception {
    CommandRun run =
        shell(
            "for i in 1 2 3 4 5 6 7 8 9; do cat \"$GOLDEN/pytorch.jsonl\"; done | padbridge translate - --format jsonl | head -n 1");
    assertThat(run.out().lines().count()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    for (String command : List.of("translate", "verify")) {
      CommandRun run =
          shell(
              "padbridge "
                  + command
                  + " conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9 > /dev/full");
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err()).startsWith("error: the output cannot be written: ");
    }
  }

  @Test
  void whatWasAnsweredBeforeTheMemoryEndedIsKept() throws Exception {
    CommandRun run =
        shell(
            "{ echo '{\"op\": \"conv1d\", \"kernel_size\": 3}'; printf '{\"spec\": {}, \"x\": {\"shape\": [1], \"data\": [';"
                + " yes '1,' | head -n 4000000 | tr -d '\\n'; echo '1]}}'; } > '"
                + folder
                + "/big.jsonl';"
                + " PADBRIDGE_JAVA_OPTS=-Xmx40m padbridge translate --format jsonl '"
                + folder
                + "/big.jsonl'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out().lines().toList().get(0)).contains("\"output_shape\"");
    assertThat(run.out()).contains("not enough memory for this line");
  }
}
