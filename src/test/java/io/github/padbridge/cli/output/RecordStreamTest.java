package io.github.padbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.padbridge.RandomLines;
import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import io.github.padbridge.cli.Main;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long streams of JSON lines: one answer a line, in order, whatever the threads and the pieces. */
class RecordStreamTest {
  private static final int LINES = 3_000;

  private static String translated(InputStream in, String format, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("translate", "-", "--format", format));
    arguments.addAll(List.of(more));
    int exitCode =
        Main.run(
            new Console(in, out, new PrintStream(err, true, StandardCharsets.UTF_8)),
            arguments.toArray(String[]::new));
    assertThat(exitCode).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "tsv", "csv"})
  void theNumberOfThreadsChangesNothing(String format) {
    byte[] lines = new RandomLines(31).lines(LINES);
    String one = translated(new ByteArrayInputStream(lines), format, "--jobs", "1");
    for (String jobs : new String[] {"2", "3", "8"}) {
      assertThat(translated(new ByteArrayInputStream(lines), format, "-j", jobs)).isEqualTo(one);
    }
    assertThat(rows(one, format)).isEqualTo(LINES);
  }

  /** A garbled name may hold a line feed, which CSV keeps between quotes. */
  private static long rows(String answers, String format) {
    return format.equals("jsonl")
        ? answers.lines().count()
        : CsvReader.builder()
            .fieldSeparator(format.equals("csv") ? ',' : '\t')
            .ofNamedCsvRecord(answers)
            .stream()
            .count();
  }

  @Test
  void aLineInAStreamIsAnsweredAsItIsAlone() {
    byte[] lines = new RandomLines(32).lines(300);
    List<String> together = translated(new ByteArrayInputStream(lines), "jsonl").lines().toList();
    List<String> given = new String(lines, StandardCharsets.UTF_8).lines().toList();
    assertThat(together).hasSameSizeAs(given);
    int refused = 0;
    for (int i = 0; i < given.size(); i++) {
      CommandRun alone =
          CommandRun.withInput(given.get(i) + "\n", "translate", "-", "--format=json");
      boolean isRefused = alone.exitCode() != ExitCode.OK;
      refused += isRefused ? 1 : 0;
      assertThat(together.get(i).contains("\"error\":")).as(given.get(i)).isEqualTo(isRefused);
      if (!isRefused) {
        assertThat(alone.out().replaceAll("\\s+", ""))
            .isEqualTo("[" + together.get(i).replaceAll("\\s+", "") + "]");
      }
    }
    assertThat(refused).isBetween(30, 270);
  }

  /** Gives a few bytes at a time, now and then as if there were no more for the moment. */
  private static final class Trickle extends FilterInputStream {
    private final Random random;
    private final int most;

    Trickle(byte[] bytes, long seed, int most) {
      super(new ByteArrayInputStream(bytes));
      this.random = new Random(seed);
      this.most = most;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
    }

    @Override
    public int available() throws IOException {
      return random.nextBoolean() ? 0 : super.available();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 150, 5_000, 200_000})
  void thePiecesInWhichItComesChangeNothing(int most) {
    byte[] lines = new RandomLines(33).lines(LINES);
    String whole = translated(new ByteArrayInputStream(lines), "tsv");
    assertThat(translated(new Trickle(lines, 34, most), "tsv")).isEqualTo(whole);
  }

  @Test
  void aLineLongerThanAPiece() {
    String blanks = " ".repeat(200_000);
    String line = "{\"op\":" + blanks + "\"conv1d\",\"kernel_size\":3,\"input_shape\":[1,1,9]}";
    String input = line + "\n" + "{\"op\": 1" + blanks + "}\n" + line;
    List<String> rows =
        translated(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), "tsv")
            .lines()
            .toList();
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1)).isEqualTo(rows.get(3)).contains("\tconv1d\t3\t");
    assertThat(rows.get(2)).endsWith("\top must be a string (got 1)\t");
  }

  @Test
  void theLineOfAFaultIsTheInputs() {
    byte[] lines = new RandomLines(35).lines(2_000);
    String input =
        new String(lines, StandardCharsets.UTF_8).replace("\u0001", "")
            + "\n\n  {\"op\":\"conv1d\",\"kernel_size\":0}";
    String answers =
        translated(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), "jsonl");
    String last = answers.substring(answers.lastIndexOf('\n', answers.length() - 2));
    assertThat(last).contains("\"line\":2003,\"column\":32");
  }

  /** A program that writes a layer and reads its plan before it writes the next. */
  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "tsv"})
  @Timeout(60)
  void nobodyWaitsForTheNextLine(String format) throws Exception {
    PipedOutputStream questions = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(questions, 1 << 16);
    PipedOutputStream out = new PipedOutputStream();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(out, 1 << 16), StandardCharsets.UTF_8));
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> Main.run(new Console(in, out, System.err), "translate", "-", "--format", format));
    if (format.equals("tsv")) {
      assertThat(answers.readLine()).startsWith("id\tname\top\t");
    }
    for (int i = 0; i < 20; i++) {
      String line =
          "{\"id\":" + i + ",\"op\":\"conv1d\",\"kernel_size\":3,\"input_shape\":[1,1,9]}\n";
      questions.write(line.getBytes(StandardCharsets.UTF_8));
      questions.flush();
      assertThat(answers.readLine()).startsWith(format.equals("tsv") ? i + "\t" : "{\"id\":" + i);
    }
    questions.close();
    assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
  }

  @Test
  void strategiesAreNotForTables() {
    CommandRun run =
        CommandRun.of("translate", "conv1d", "--kernel-size=3", "--format=tsv", "--strategy=same");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .startsWith("error: --to, --strategy and --runtime cannot be used with --format tsv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1025", "two"})
  void aNumberOfThreads(String jobs) {
    CommandRun run =
        CommandRun.of("translate", "conv1d", "--kernel-size=3", "--format=tsv", "--jobs", jobs);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
  }
}
