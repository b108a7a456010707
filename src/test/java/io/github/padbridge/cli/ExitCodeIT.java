package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shell is told where Java cannot start, memory ends or native code crashes. */
class ExitCodeIT {
  private static final String TRANSLATE = "padbridge translate conv1d --kernel-size 3";
  private static final String VERIFY =
      "padbridge verify conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9";

  @TempDir Path folder;

  /** Where a run might leave something. */
  private Path here;

  @BeforeEach
  void emptyFolder() throws IOException {
    here = Files.createDirectory(folder.resolve("here"));
  }

  private CommandRun shell(String line) throws IOException, InterruptedException {
    CommandRun run = PackagedLauncher.shell("cd '" + here + "'\n" + line, folder);
    assertThat(here).isEmptyDirectory();
    assertThat(run.err()).doesNotContain("\tat ", "hs_err");
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PADBRIDGE_JAVA_OPTS=-Xnothing ",
        "PADBRIDGE_JAVA_OPTS=-Xmx1k ",
        "PADBRIDGE_JAVA_OPTS='-cp /nothing io.github.padbridge.Nothing' ",
        "PADBRIDGE_JAVA_OPTS=--dry-run ",
        "PADBRIDGE_JAVA_OPTS=-version ",
        "ulimit -v 500000; ",
      })
  void javaThatCannotStart(String condition) throws Exception {
    for (String command : List.of(TRANSLATE, VERIFY)) {
      CommandRun run = shell(condition + command);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("error: ");
    }
  }

  /** Some of them are enough to answer with, and some are not; nothing else comes of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -n 14",
        "ulimit -n 20",
        "ulimit -n 28",
        "ulimit -v 4000000",
        "ulimit -v 4500000",
        "ulimit -v 5000000",
        "ulimit -v 5500000",
        "ulimit -v 6000000",
        "ulimit -c 0; ulimit -d 300000",
        "ulimit -c 0; ulimit -d 450000",
        "ulimit -d 500000",
        "ulimit -d 700000",
      })
  void littleOfWhatTheSystemGives(String limit) throws Exception {
    for (String command : List.of(TRANSLATE, VERIFY)) {
      CommandRun run = shell(limit + "; " + command);
      assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.OK, ExitCode.UNUSABLE);
      boolean answered = run.exitCode() == ExitCode.OK;
      assertThat(run.out().isEmpty()).isEqualTo(!answered);
      assertThat(run.err().contains("error: ")).isEqualTo(!answered);
    }
  }

  /** OpenBLAS would wait for memory for ever. */
  @ParameterizedTest
  @CsvSource({"-v 2600000, address space", "-d 250000, data memory"})
  void tooLittleForOpenBlas(String limit, String what) throws Exception {
    String heap = "PADBRIDGE_JAVA_OPTS='-Xms16m -Xmx64m' ";
    CommandRun run = shell("ulimit " + limit + "; " + heap + VERIFY);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .startsWith("error: ND4J needs ")
        .contains(" MB of " + what)
        .contains(
            "  help: raise the limit of this process with ulimit " + limit.substring(0, 2) + "\n");
  }

  @Test
  void tooFewThreads() throws Exception {
    String user = "setpriv --reuid 54321 --clear-groups ";
    String version = user + "\"$PADBRIDGE\" --version";
    assumeTrue(PackagedLauncher.shell(version, folder).exitCode() == 0, "needs root and setpriv");
    boolean said = false;
    for (int most = 12; most < 26; most++) {
      for (String command : List.of(TRANSLATE, VERIFY)) {
        String line = command.replace("padbridge", "\"$PADBRIDGE\"");
        CommandRun run =
            shell(
                user
                    + "sh -c 'ulimit -p "
                    + most
                    + " 2>&- || ulimit -u "
                    + most
                    + "; "
                    + line
                    + "'");
        assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.OK, ExitCode.UNUSABLE);
        assertThat(run.err().contains("error: ")).isEqualTo(run.exitCode() != ExitCode.OK);
        assertThat(run.err()).doesNotContain("Exception in thread");
        said |= run.err().contains("error: the system does not allow another thread\n  ");
      }
    }
    assertThat(said).isTrue();
  }

  @Test
  void aLayerThatIsTooLargeForTheLimit() throws Exception {
    CommandRun run =
        shell(
            "ulimit -v 9000000; padbridge verify conv2d --kernel-size 3 --in-channels 8"
                + " --out-channels 8 --input-shape 4,8,2500,2500 --full");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: ").doesNotContain("internal error");
  }

  /** ND4J divides by some of these. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "2,3", "1000000000", ""})
  void numbersOfThreads(String number) throws Exception {
    for (String variable : List.of("OMP_NUM_THREADS", "SD_MAX_THREADS", "SD_MASTER_THREADS")) {
      CommandRun run = shell(variable + "='" + number + "' " + VERIFY);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).startsWith("agree ");
      assertThat(run.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"SEGV,70,crashed", "FPE,70,crashed", "ABRT,70,crashed", "KILL,2,was killed"})
  void signalsThatEndJava(String signal, int exitCode, String message) throws Exception {
    CommandRun run =
        shell(
            "ulimit -c 0; sleep 10 | \"$PADBRIDGE\" translate - & "
                + PackagedLauncher.JAVA
                + " kill -s "
                + signal
                + " $java; wait $launcher");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains("error: Java ", message, "  help: ");
  }

  @Test
  void aDifferenceIsTold() throws Exception {
    CommandRun run =
        shell(
            "padbridge translate conv1d --kernel-size 3 --format json -o ../plans.json;"
                + " sed -i 's/VALID/SAME/' ../plans.json;"
                + " padbridge verify conv1d --kernel-size 3 --expect ../plans.json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void nothingIsLeftOfARunWhoseLauncherIsKilled() throws Exception {
    CommandRun run =
        shell(
            "\"$PADBRIDGE\" table conv1d --kernel-size 1..7 --input-size 8..2000000000 > /dev/null & "
                + PackagedLauncher.JAVA
                + " kill -s KILL $launcher; for i in 1 2 3 4 5 6 7 8 9; do sleep 1;"
                + " kill -0 $java 2> /dev/null || break; done; kill -0 $java 2> /dev/null");
    assertThat(run.exitCode()).isNotZero();
  }

  @Test
  void theVersionThatCannotBeWritten() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    CommandRun run = shell("padbridge --version > /dev/full");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err().lines()).singleElement().asString().startsWith("error: the output cannot");
  }
}
