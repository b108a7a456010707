package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been written when a run is interrupted: whole records, and no more. */
class InterruptsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TABLE =
      "table conv1d --kernel-size 1..7 --input-size 8..2000000000 --format ";
  private static final String MATRIX =
      "matrix conv2d --out-channels 1 --kernel-size 3 --input-shape 1,4000,4000 --format ";
  private static final int LAYERS = 200_000;

  @TempDir Path folder;

  /** Starts a command, reads about so many bytes of it slowly, and sends the signal. */
  private String interrupted(int bytes, String signal, Path input, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(PackagedLauncher.HOME + "/bin/padbridge"));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    return interrupted(process, process.getInputStream(), bytes, signal);
  }

  private String interrupted(Process process, InputStream from, int bytes, String signal)
      throws Exception {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream out = from) {
      read.write(out.readNBytes(bytes));
      // The pipe fills, so that the signal comes in the middle of a write.
      Thread.sleep(200);
      new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
      Thread.sleep(200);
      out.transferTo(read);
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .isEqualTo(signal.equals("INT") ? ExitCode.INTERRUPTED : ExitCode.TERMINATED);
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    return read.toString(StandardCharsets.UTF_8);
  }

  private static final Path NO_INPUT = Path.of("/dev/null");

  private Path layers() throws IOException {
    return lines("\"op\":\"conv1d\",\"kernel_size\":3");
  }

  /** Many records with these members, and a number as their id. */
  private Path lines(String members) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LAYERS; i++) {
      lines.append("{\"id\":").append(i).append(',').append(members).append("}\n");
    }
    return Files.writeString(folder.resolve("lines.jsonl"), lines);
  }

  @ParameterizedTest
  @CsvSource({"100,INT", "70000,TERM", "300000,INT"})
  void rowsAreWhole(int bytes, String signal) throws Exception {
    for (String format : List.of("csv", "tsv", "markdown", "text")) {
      List<String> rows =
          wholeLines(interrupted(bytes, signal, NO_INPUT, (TABLE + format).split(" ")));
      int last = rows.size() - 1;
      assertThat(shape(rows.get(last))).as(format).isEqualTo(shape(rows.get(last - 1)));
    }
    for (String format : List.of("json", "jsonl")) {
      List<String> rows =
          wholeLines(interrupted(bytes, signal, NO_INPUT, (TABLE + format).split(" ")));
      assertThat(JSON.readTree(rows.get(rows.size() - 1)).size()).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"100,TERM", "200000,INT"})
  void entriesOfAMatrixAreWhole(int bytes, String signal) throws Exception {
    List<String> entries =
        wholeLines(interrupted(bytes, signal, NO_INPUT, (MATRIX + "mtx").split(" ")));
    assertThat(entries.get(entries.size() - 1)).matches("[0-9]+ [0-9]+ [1-9]");
    String[] wide =
        "matrix conv1d --out-channels 1 --kernel-size 3 --input-shape 1,9000 --format csv"
            .split(" ");
    List<String> rows = wholeLines(interrupted(bytes, signal, NO_INPUT, wide));
    assertThat(rows.get(rows.size() - 1).split(",")).hasSize(9000);
  }

  @ParameterizedTest
  @CsvSource({"100,INT", "300000,TERM"})
  void translationsAreWhole(int bytes, String signal) throws Exception {
    Path layers = layers();
    List<String> lines =
        wholeLines(interrupted(bytes, signal, layers, "translate", "-", "--format", "jsonl"));
    assertThat(JSON.readTree(lines.get(lines.size() - 1)).has("plan")).isTrue();
    String array = interrupted(bytes, signal, layers, "translate", "-", "--format", "json");
    assertThat(JSON.readTree(array.replaceFirst(",?\\s*$", "") + "]").size()).isPositive();
    String text = interrupted(bytes, signal, layers, "translate", "-");
    assertThat(text).endsWith("\n").matches("(?s).*\n  keras +5 ops\n");
    List<String> rows =
        wholeLines(interrupted(bytes, signal, layers, "translate", "-", "--format", "csv"));
    assertThat(rows.get(rows.size() - 1))
        .matches("id,.*,error,slice_end|[0-9]+,,conv1d,.*,VALID,,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void proofsAreWhole(String signal) throws Exception {
    List<String> lines =
        wholeLines(interrupted(20_000, signal, layers(), "verify", "-", "--format", "jsonl"));
    assertThat(JSON.readTree(lines.get(lines.size() - 1)).get("agree").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void comparisonsAndDiagnosesAreWhole(String signal) throws Exception {
    Path pairs = lines("\"left\":\"nn.Conv1d(1, 1, 3)\",\"right\":\"keras.layers.Conv1D(1, 3)\"");
    List<String> verdicts =
        wholeLines(interrupted(20_000, signal, pairs, "compare", "-", "--format", "jsonl"));
    assertThat(JSON.readTree(verdicts.get(verdicts.size() - 1)).get("equal").asText())
        .isEqualTo("every-size");
    Path cases =
        lines(
            """
            "spec":{"op":"max_pool1d","kernel_size":2},"x":{"shape":[1,1,2],"data":[1,2]},\
            "y":{"shape":[1,1,1],"data":[2]}""");
    List<String> causes =
        wholeLines(interrupted(20_000, signal, cases, "diagnose", "-", "--format", "jsonl"));
    assertThat(JSON.readTree(causes.get(causes.size() - 1)).get("explained").asBoolean()).isTrue();
  }

  /** What it has taken is all it gets; it does not keep the run from ending. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aReaderThatTakesNothing(String signal) throws Exception {
    Process process =
        new ProcessBuilder(
                PackagedLauncher.HOME + "/bin/padbridge",
                "verify",
                layers().toString(),
                "--format",
                "jsonl")
            .redirectError(folder.resolve("err").toFile())
            .start();
    // The pipe fills, and records wait in the buffer.
    Thread.sleep(4000);
    new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .isEqualTo(signal.equals("INT") ? ExitCode.INTERRUPTED : ExitCode.TERMINATED);
  }

  /** A pipe has no place beside it where it could be written first. */
  @Test
  void anOutputFileThatIsAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Process process =
        new ProcessBuilder(
                PackagedLauncher.HOME + "/bin/padbridge",
                "translate",
                layers().toString(),
                "--format",
                "jsonl",
                "-o",
                pipe.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    List<String> lines =
        wholeLines(
            interrupted(
                process,
                new BufferedInputStream(new FileInputStream(pipe.toFile())),
                70_000,
                "INT"));
    assertThat(JSON.readTree(lines.get(lines.size() - 1)).has("plan")).isTrue();
  }

  /** What all rows of a table have in common. */
  private static String shape(String row) {
    return row.replaceAll("[0-9]+", "0").replaceAll(" +", " ");
  }

  private static List<String> wholeLines(String text) {
    assertThat(text).endsWith("\n");
    return text.lines().toList();
  }
}
