package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.render.SeparatedTable;
import io.github.padbridge.table.Combination;
import io.github.padbridge.translate.Alternative;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * An error inside one record costs that record: it keeps its place, and the others are answered.
 */
class RecordIsolationTest {
  /** The first and the last are answered. */
  private static final String RECORDS =
      layer("first", 1)
          + layer("exception", 66)
          + layer("recursion", 67)
          + layer("linkage", 68)
          + layer("memory", 69)
          + layer("last", 2);

  private static String layer(String id, int channels) {
    return String.format(
        "{\"id\":\"%s\",\"op\":\"conv1d\",\"in_channels\":%d,\"kernel_size\":3,\"input_shape\":[1,%d,9]}%n",
        id, channels, channels);
  }

  /** Plans as always, but for some numbers of channels. */
  private static final class Planted extends StrategyOptions {
    Planted(Options options) {
      super(options);
    }

    @Override
    Alternative choose(Layer spec) {
      failAt(spec);
      return super.choose(spec);
    }
  }

  private static void failAt(Layer spec) {
    switch (((ConvSpec) spec).inChannels().intValue()) {
      case 66 -> throw new IllegalStateException("planted");
      case 67 -> throw new StackOverflowError();
      case 68 -> throw new NoClassDefFoundError("planted");
      case 69 -> throw new OutOfMemoryError();
      default -> {}
    }
  }

  /** Runs a command, which ends with the first internal error. */
  private static CommandRun run(
      String input, Function<Console, SubCommand> command, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<Exception> thrown = new ArrayList<>();
    CommandLine line =
        new CommandLine(command.apply(console).options.spec(), Factory.PLAIN)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  thrown.add(e);
                  return ExitCode.BUG;
                });
    int exitCode = line.execute(arguments);
    if (exitCode == ExitCode.BUG) {
      assertThat(thrown).singleElement().hasToString("java.lang.IllegalStateException: planted");
    }
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static SubCommand translate(Console console) {
    return new TranslateCommand(console, Planted::new);
  }

  private static void assertReasons(String text) {
    assertThat(text)
        .containsSubsequence(
            "internal error: java.lang.IllegalStateException: planted",
            "internal error: java.lang.StackOverflowError",
            "internal error: java.lang.NoClassDefFoundError: planted",
            "not enough memory for this layer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl"})
  void translateKeepsThePlacesInJson(String format) throws IOException {
    CommandRun run = run(RECORDS, RecordIsolationTest::translate, "-", "--format", format);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(run.err()).isEmpty();
    assertReasons(run.out());
    List<String> ids =
        TestData.parsed(run.out()).stream()
            .map(record -> ((JsonObject) record.require()))
            .map(o -> o.fields().get("id").quoted() + (o.fields().containsKey("plan") ? "+" : "-"))
            .toList();
    assertThat(ids)
        .containsExactly(
            "\"first\"+",
            "\"exception\"-",
            "\"recursion\"-",
            "\"linkage\"-",
            "\"memory\"-",
            "\"last\"+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "python", "keras"})
  void translateTellsItBesideTheAnswers(String format) {
    CommandRun run = run(RECORDS, RecordIsolationTest::translate, "-", "--format", format);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertReasons(run.err());
    assertThat(run.out()).contains("first", "last");
    if (format.equals("text")) {
      assertThat(run.out()).doesNotContain("exception", "recursion");
    } else {
      assertThat(run.out())
          .contains(
              "\n    \"first\": first,\n    # not translated: \"exception\": internal error: ")
          .endsWith("\n    \"last\": last,\n}\n")
          .doesNotContain("def exception", "def memory");
    }
  }

  @Test
  void aFileHoldsTheOtherAnswers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("answers.jsonl");
    CommandRun run =
        run(
            RECORDS,
            RecordIsolationTest::translate,
            "-",
            "--format",
            "jsonl",
            "-o",
            file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(Files.readAllLines(file)).hasSize(6);
  }

  @Test
  void withoutAnInternalErrorItIsUnusableInput() {
    String records = layer("first", 1) + layer("memory", 69);
    CommandRun run = run(records, RecordIsolationTest::translate, "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("not enough memory", "  --> <stdin>:2:1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "html"})
  void explainTellsTheOthers(String format) {
    CommandRun run =
        run(RECORDS, console -> new ExplainCommand(console, Planted::new), "-", "--format", format);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertReasons(run.err());
    assertThat(run.out()).contains("first", "last");
    if (format.equals("html")) {
      assertReasons(run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "jsonl", "csv", "tsv", "markdown", "html"})
  void scanKeepsEveryRow(String format) {
    StringBuilder model = new StringBuilder("M(\n");
    for (int channels : new int[] {1, 66, 67, 68, 69, 2}) {
      model.append(
          String.format(
              "  (c%d): Conv1d(%d, 1, kernel_size=(3,), stride=(1,))%n", channels, channels));
    }
    CommandRun run =
        run(
            model + ")\n",
            console -> new ScanCommand(console, Planted::new),
            "-",
            "--format",
            format,
            "--no-verify");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(run.out()).containsSubsequence("c1", "c66", "c67", "c68", "c69", "c2");
    assertThat(run.out()).contains("IllegalStateException", "not enough memory");
  }

  /** Fails at one size, which its layer does not show. */
  private static TorchSpec planted(Combination combination) {
    TorchSpec spec = combination.spec();
    if (spec.outputSize(0).intValue() == 5) {
      throw new IllegalStateException("planted");
    }
    return spec;
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl"})
  void tableKeepsEveryRow(String format) {
    CommandRun run =
        run(
            "",
            console -> new TableCommand(console, RecordIsolationTest::planted),
            "conv1d",
            "--kernel-size=3",
            "--input-size=6..8",
            "--columns=input_size,output_size,reason",
            "--format",
            format);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(run.err())
        .isEqualTo("error: internal error: java.lang.IllegalStateException: planted\n");
    String reason = "internal error: java.lang.IllegalStateException: planted";
    assertThat(run.out())
        .isEqualTo(
            format.equals("csv")
                ? "input_size,output_size,reason\n6,4,\n7,," + reason + "\n8,6,\n"
                : "{\"input_size\":[6],\"output_size\":[4],\"reason\":null}\n"
                    + "{\"input_size\":[7],\"output_size\":null,\"reason\":\""
                    + reason
                    + "\"}\n{\"input_size\":[8],\"output_size\":[6],\"reason\":null}\n");
  }

  /** Fails once, at the answer of one record. */
  private static final class FailingOutput extends ByteArrayOutputStream {
    private boolean hasFailed;

    @Override
    public void write(byte[] bytes) {
      write(bytes, 0, bytes.length);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      if (!hasFailed && text.contains("exception")) {
        hasFailed = true;
        throw new IllegalStateException("planted");
      }
      super.write(bytes, offset, length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"translate --format text", "matrix --format text"})
  void whatIsWrittenIsPartOfTheRecord(String command) {
    String records = layer("first", 1) + layer("exception", 1) + layer("last", 1);
    FailingOutput out = new FailingOutput();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("-");
    int exitCode = Main.run(console, arguments.toArray(String[]::new));
    assertThat(exitCode).isEqualTo(ExitCode.BUG);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("first", "last");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("  --> <stdin>:2:1\n")
        .endsWith(
            """
            error: internal error: java.lang.IllegalStateException: planted
              help: run again with --stacktrace and report the output and the input
            """);
  }

  @Test
  void aStackTraceIsSafeText() {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("planted\n::add-mask::a\r\u001b##[add-mask]");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(RECORDS.getBytes(StandardCharsets.UTF_8)),
            failing,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(Main.run(console, "--stacktrace", "matrix", "-")).isEqualTo(ExitCode.BUG);
    String trace = err.toString(StandardCharsets.UTF_8);
    SafeText.assertAnswers("stack trace", trace, "text");
    assertThat(trace)
        .contains("\n\\u003a:add-mask::a\\r\\u001b#\\u0023[add-mask]\n")
        .contains("\n    at io.github.padbridge.");
  }

  /** Rows that fail when they are half written. */
  @Test
  void aRowIsWholeOrNotThere() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SeparatedTable table = new SeparatedTable(out, ',');
    Object failing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("planted");
          }
        };
    table.row(List.of("a", 1));
    try {
      table.row(List.of("b", failing));
    } catch (IllegalStateException e) {
      table.row(List.of("c", 2));
    }
    table.finish();
    assertThat(out).hasToString("a,1\nc,2\n");
  }
}
