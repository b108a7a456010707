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
import org.junit.jupiter.params.provider.ValueSource;

/** Every command where standard input or output is closed, full, or no longer read. */
class StandardStreamsIT {
  private static final String LAYER =
      " conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9";

  private static final String SAME_LAYERS =
      " 'nn.Conv1d(1, 1, 3, padding=1)' 'keras.layers.Conv1D(1, 3, padding=\"same\")'";

  /** A pooling, and what it gives. */
  private static final String OWN_RESULT = " case.json";

  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "--version",
          "help verify",
          "verify --help",
          "schema plan",
          "completion zsh",
          "pad --rank 4 'F.pad(x, (1, 2))'",
          "pad --rank 4 'F.pad(x, (1, 2))' --format json",
          "pad --table",
          "table conv1d --kernel-size 1..3 --input-size 9",
          "table conv1d --kernel-size 1..3 --input-size 9 --format json --verify",
          "table conv1d --kernel-size 1..3 --input-size 9 --format csv",
          "matrix" + LAYER,
          "matrix" + LAYER + " --format mtx",
          "matrix" + LAYER + " --format csv",
          "matrix" + LAYER + " --format jsonl --verify",
          "explain" + LAYER,
          "explain" + LAYER + " --format svg",
          "explain" + LAYER + " --format HTML",
          "scan '" + Path.of("examples/vocoder.txt").toAbsolutePath() + "'",
          "scan '" + Path.of("examples/vocoder.txt").toAbsolutePath() + "' --format json",
          "scan '" + Path.of("examples/vocoder.txt").toAbsolutePath() + "' --format markdown",
          "translate" + LAYER,
          "translate" + LAYER + " --format json",
          "translate" + LAYER + " --format jsonl",
          "translate" + LAYER + " --format tsv",
          "translate" + LAYER + " --format python",
          "verify" + LAYER,
          "verify" + LAYER + " --format jsonl",
          "compare" + SAME_LAYERS,
          "compare" + SAME_LAYERS + " --format jsonl",
          "compare" + SAME_LAYERS + " --format html",
          "compare -q" + example("net.pt2") + example("net.onnx"),
          "scan" + example("net.pt2") + " --format jsonl",
          "scan" + example("net.onnx") + " --format csv",
          "scan" + example("net.keras"),
          "translate" + LAYER + " --to onnx --format onnx",
          "translate" + LAYER + " --to jax --format jax",
          "diagnose" + OWN_RESULT,
          "diagnose" + OWN_RESULT + " --format jsonl",
          "weights -q" + example("net.pt2") + " --to keras -o weights.npz",
          "help diagnose");

  @TempDir Path folder;

  @BeforeEach
  void writeCase() throws IOException {
    Files.writeString(
        folder.resolve("case.json"),
        """
        {"spec": {"op": "max_pool1d", "kernel_size": 2},
         "x": {"shape": [1, 1, 4], "data": [1, 2, 4, 3]}, "y": {"shape": [1, 1, 2], "data": [2, 4]}}
        """);
  }

  private static String example(String name) {
    return " '" + Path.of("examples", name).toAbsolutePath() + "'";
  }

  /** A line for every command, with what a shell sees of it. */
  private List<String> each(String redirection) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder("cd '" + folder + "'\n");
    for (String command : COMMANDS) {
      lines.append("padbridge ").append(command).append(redirection);
      lines.append(" 2> err; echo \"$? $(grep -c '^error: ' err) $(head -n 1 err)\"\n");
    }
    CommandRun run = PackagedLauncher.shell(lines.toString(), folder);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSameSizeAs(COMMANDS);
    return run.out().lines().toList();
  }

  @Test
  void aFullDevice() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    assertThat(each(" > /dev/full"))
        .allMatch(line -> line.startsWith("2 1 error: the output cannot be written: "));
  }

  @Test
  void closedOutput() throws Exception {
    assertThat(each(" >&-")).containsOnly("2 1 error: standard output is closed");
  }

  @Test
  void closedInputAndErrors() throws Exception {
    assertThat(each(" <&- > /dev/null")).containsOnly("0 0 ");
    for (String command : COMMANDS) {
      CommandRun noErrors =
          PackagedLauncher.shell(
              "cd '" + folder + "'; padbridge " + command + " 2>&- | wc -l", folder);
      assertThat(noErrors.out().strip()).as(command).isNotEqualTo("0");
    }
    CommandRun run =
        PackagedLauncher.shell(
            "padbridge translate 'nn.Conv1d(1, 1, 0)' 2>&-; echo $?; padbridge --version 2>&-",
            folder);
    assertThat(run.out()).matches("2\npadbridge [0-9.]+\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aReaderThatGoesAway() throws Exception {
    StringBuilder lines = new StringBuilder("cd '" + folder + "'\n");
    for (String command : COMMANDS) {
      // The reader has gone before anything is written.
      lines.append("{ { sleep 1; \"$PADBRIDGE\" ").append(command);
      lines.append(" 2>&4; echo $? >&3; } | true; } 3>&1 4>> err &\n");
    }
    CommandRun run = PackagedLauncher.shell(lines + "wait", folder);
    assertThat(run.out().lines()).hasSameSizeAs(COMMANDS).containsOnly("141");
    assertThat(folder.resolve("err")).isEmptyFile();
  }

  /** A limit of the size of files, here of 1 KB, is a full disk of one's own. */
  @Test
  void aFullDiskKeepsTheOldFile() throws Exception {
    List<String> commands =
        List.of(
            "translate \"$GOLDEN/pytorch.jsonl\" --format jsonl -o old.npz",
            "verify \"$GOLDEN/pytorch.jsonl\" --format jsonl --junit-xml old.npz",
            "compare \"$GOLDEN/pairs.jsonl\" --format jsonl -o old.npz",
            "diagnose \"$GOLDEN/diagnose.jsonl\" --junit-xml old.npz",
            "scan" + example("net.onnx") + " --format json -o old.npz",
            "explain" + LAYER + " --format svg -o old.npz",
            "weights" + example("net.pt2") + " --to keras -o old.npz");
    Files.writeString(folder.resolve("old.npz"), "before");
    for (String command : commands) {
      CommandRun run =
          PackagedLauncher.shell(
              "cd '"
                  + folder
                  + "'; ulimit -f 2; padbridge "
                  + command
                  + " 2>&1 > /dev/null | grep -A 1 ^error; ls -A",
              folder);
      assertThat(run.out().lines())
          .as(command)
          .containsExactly(
              "error: this file cannot be written: File too large",
              "  --> old.npz",
              "case.json",
              "old.npz",
              "stderr",
              "stdout");
      assertThat(Files.readString(folder.resolve("old.npz"))).isEqualTo("before");
    }
  }

  /** Where the proof runs, descriptor 1 is not standard output, but the name still is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/stdout",
        "/dev/fd/1",
        "-",
        "//dev/stdout",
        "/dev/fd/../fd/1",
        "/proc/thread-self/fd/1"
      })
  void theNamesOfStandardOutput(String name) throws Exception {
    CommandRun run =
        PackagedLauncher.shell(
            "{ echo before; padbridge explain"
                + LAYER
                + " --format html -o "
                + name
                + "; echo after; } | sed -n '1p;$p'; { echo before; padbridge translate"
                + LAYER
                + " -o "
                + name
                + "; } > '"
                + folder
                + "/file'; head -n 1 '"
                + folder
                + "/file'",
            folder);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("before\nafter\nbefore\n");
  }

  @Test
  void substitutedProcesses() throws Exception {
    assumeTrue(
        PackagedLauncher.shell("command -v bash", folder).exitCode() == 0, "there is no bash here");
    CommandRun run =
        PackagedLauncher.shell(
            "bash -c '\"$PADBRIDGE\" translate --format jsonl <(echo \"{\\\"op\\\": \\\"conv1d\\\","
                + " \\\"kernel_size\\\": 3}\") -o >(cut -c 1-5 >&2)'; sleep 1",
            folder);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEqualTo("{\"id\"\n");
  }

  /** They are not what the user gave that number to; read as input, they would never end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate NAME",
        "verify NAME",
        "scan NAME",
        "matrix conv1d --kernel-size 3 --input-shape 1,9 --kernel NAME",
        "verify conv1d --kernel-size 3 --expect NAME",
      })
  void descriptorsThatTheLauncherUses(String command) throws Exception {
    String options = "export PADBRIDGE_JAVA_OPTS=-Dany=1; ";
    for (String name : List.of("/dev/fd/3", "/proc/self/fd/3", "link", "/dev/fd/9")) {
      CommandRun run =
          PackagedLauncher.shell(
              "cd '"
                  + folder
                  + "'; ln -sf /dev/fd/3 link; "
                  + (name.endsWith("9") ? options : "")
                  + "{ timeout 60 \"$PADBRIDGE\" "
                  + command.replace("NAME", name)
                  + " 3< link 9< link; echo $? > status; } 3< /dev/null | cat; cat status; rm link",
              folder);
      assertThat(run.out()).as(run.err()).isEqualTo("2\n");
      assertThat(run.err())
          .startsWith("error: this cannot be opened: the launcher of padbridge uses descriptor ")
          .contains("; use another number\n  --> " + name);
    }
  }

  /** All others are what they were. */
  @Test
  void otherDescriptors() throws Exception {
    for (int number = 4; number <= 9; number++) {
      String name = "/dev/fd/" + number;
      CommandRun run =
          PackagedLauncher.shell(
              "echo '{\"op\": \"conv1d\", \"kernel_size\": 3}' | { padbridge translate --format"
                  + " jsonl "
                  + (name + " " + number + "<&0; }"),
              folder);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("{\"id\"");
    }
  }
}
