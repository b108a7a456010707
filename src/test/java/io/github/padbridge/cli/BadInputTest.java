package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input is expected input: a clear error, exit code 2, and every other record still answered.
 */
class BadInputTest {
  private static final String GOOD =
      "{\"id\": \"good\", \"op\": \"conv1d\", \"kernel_size\": 1, \"input_shape\": [1, 1, 3]}";

  @TempDir Path folder;

  private static void assertRefused(CommandRun run, String error) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: " + error).doesNotContain("Exception", "\tat ");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | this input is empty",
        "{\"op\": \"conv1d\", \"kernel_si | the JSON ends too early",
        "not json | not valid JSON",
        "[1, 2] | a record must be an object (got an integer)",
        "null | a record must be an object (got null)",
        "\"conv1d\" | a record must be an object (got a string)",
        "{\"spec\": 3} | spec must be an object (got an integer)",
        "{\"spec\": {\"op\": \"conv1d\", \"kernel_size\": \"3\"}} | kernel_size must be an integer (got a string: \"3\")",
        "{\"op\": \"conv1d\", \"kernel_size\": NaN} | not valid JSON: non-standard token 'NaN'",
        "{\"op\": \"conv1d\", \"kernel_size\": 1e400} | 1e400 is beyond the range",
        "{\"op\": \"conv1d\", \"kernel_size\": 3000000000} | kernel_size must fit 32 bits (got 3000000000)",
        "{\"op\": \"conv1d\", \"kernel_size\": 1, \"kernel_sise\": 1} | unknown key 'kernel_sise'",
        "{\"id\": 1e400, \"op\": \"conv1d\", \"kernel_size\": 1} | 1e400 is beyond the range",
        "{\"spec\": {\"op\": \"conv1d\", \"kernel_size\": 1}, \"strid\": 2} | unknown key 'strid'",
        "{\"spec\": {\"op\": \"conv1d\", \"kernel_size\": 1}, \"Y\": 2} | unknown key 'Y'",
        "{\"op\": \"tf.nn.conv2d\", \"kernel_size\": 1} | padding is missing",
        "{\"op\": \"tf.nn.pool\", \"kernel_size\": 1} | op \"tf.nn.pool\" is not a TensorFlow convolution or pooling",
        "{\"op\": \"max_unpool2d\", \"kernel_size\": 1} | op \"max_unpool2d\" is not a PyTorch convolution or pooling",
        "{\"op\": \"conv2d\", \"framework\": \"mlx\", \"kernel_size\": 1} | framework must be \"pytorch\", \"tensorflow\", \"onnx\" or \"jax\" (got \"mlx\")",
        "{\"op\": \"conv2d\", \"strides\": 1, \"kernel_size\": 1} | conv2d has no argument 'strides'",
        "{\"op\": \"conv1d\", \"kernel_size\": 1, \"id\": {}} | id must be a string or an integer",
      })
  void onStandardInput(String text, String error) {
    for (String command : List.of("translate", "verify", "matrix")) {
      CommandRun run = CommandRun.withInput(text, command, "-");
      assertRefused(run, error);
      assertThat(run.err()).contains("  --> <stdin>");
    }
  }

  @Test
  void aPrintedModelIsNoJson() {
    String file = "src/test/resources/models/tv-alexnet.txt";
    CommandRun run = CommandRun.of("translate", file);
    assertRefused(run, "this is a printed model, not JSON");
    assertThat(run.err()).contains("help: run padbridge scan " + file);
    CommandRun piped =
        CommandRun.withInput("Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n", "verify", "-");
    assertRefused(piped, "this is a printed model, not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tv-squeezenet1_0.pt2", "ResNet50.keras", "exported-ops.onnx"})
  void aModelFileIsNoSpec(String name) {
    String file = "src/test/resources/modelfiles/" + name;
    CommandRun run = CommandRun.of("translate", file);
    assertRefused(run, "this is a model file, not JSON or Python");
    assertThat(run.err()).contains("help: run padbridge scan " + file);
  }

  /** Only an archive begins with PK and a control character. */
  @Test
  void pythonThatBeginsLikeAnArchive() {
    CommandRun run = CommandRun.withInput("PK = nn.Conv1d(3, 4, 5)\n", "translate", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aMisspeltOption() {
    CommandRun run = CommandRun.of("translate", "conv1d", "--kernel-sise", "3");
    assertRefused(run, "padbridge translate has no option '--kernel-sise'");
    assertThat(run.err()).contains("help: did you mean --kernel-size?");
  }

  @Test
  void aMissingFileADirectoryAndABadName() {
    assertRefused(
        CommandRun.of("translate", folder.resolve("none.json").toString()),
        "there is no such file");
    assertRefused(
        CommandRun.of("verify", folder.toString()),
        "there is no .json, .jsonl or .ndjson file in this directory");
    assertRefused(CommandRun.of("translate", "\0"), "there is no such file");
    CommandRun typo = CommandRun.of("translate", "conv_transpos1d", "--kernel-size", "3");
    assertRefused(typo, "there is no file or op of this name");
    assertThat(typo.err()).contains("help: did you mean 'conv_transpose1d'?");
  }

  @Test
  void binaryJunk() throws IOException {
    Path file = folder.resolve("junk.json");
    byte[] bytes = new byte[5000];
    new java.util.Random(1).nextBytes(bytes);
    Files.write(file, bytes);
    for (String format : List.of("text", "json", "jsonl")) {
      CommandRun run = CommandRun.of("translate", file.toString(), "--format", format);
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err()).doesNotContain("Exception");
    }
  }

  @Test
  void theOtherRecordsAreStillAnswered() throws IOException {
    Path file = folder.resolve("specs.jsonl");
    String huge =
        "{\"id\": \"huge\", \"op\": \"conv2d\", \"kernel_size\": 3, \"padding\": 2000000, \"input_shape\": [1, 1, 9, 9]}";
    Files.writeString(
        file,
        String.join(
            "\n",
            GOOD,
            "{\"broken",
            huge,
            "{\"op\": \"conv1d\", \"kernel_size\": 1, \"stride\": 0}",
            GOOD));
    CommandRun run =
        CommandRun.of(
            "verify", folder.resolve("none").toString(), file.toString(), "--format", "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines)
        .extracting(line -> line.contains("\"agree\":true"))
        .containsExactly(false, true, false, false, false, true);
    assertThat(lines.get(3))
        .contains("\"huge\"")
        .contains("too large to run")
        .contains("\"pointer\":\"\"")
        .contains("\"line\":3");
    assertThat(run.err()).isEqualTo("2 agree, 0 differ, 4 refused\n");
  }

  @Test
  void faultsOfOptionsNameTheOption() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "conv2d",
            "--kernel-size",
            "3,x",
            "--stride",
            "0",
            "--input-shape",
            "1,1,2.5,4");
    assertRefused(
        run,
        "--kernel-size must be integers such as 3 or 3,5 (got 'x')\n  --> command line (--kernel-size)");
    assertThat(run.err())
        .contains(
            "error: --input-shape must be sizes such as 1,3,32,32 (got '2.5')\n  --> command line (--input-shape)");
    assertThat(run.err())
        .contains("error: stride must be at least 1 (got 0)\n  --> command line (--stride)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "translat conv1d",
        "translate",
        "translate conv1d --strid 2",
        "translate conv1d --format xml",
        "verify conv1d --seed x",
        "verify conv1d --kernel-size 1 --draws 0",
        "verify conv1d --kernel-size 1 --dtype float16",
        "verify conv1d --kernel-size 1 --rtol -1",
        "verify conv1d --kernel-size 1 --atol NaN",
        "--nonsense"
      })
  void unusableCommandLines(String arguments) {
    CommandRun run = CommandRun.of(arguments.split(" "));
    assertRefused(run, "");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(run.err()).contains("  help: ");
  }

  @Test
  void aReaderThatWentAwayEndsItQuietly() {
    assertThat(runInto("Broken pipe").exitCode()).isEqualTo(ExitCode.CLOSED_PIPE);
    assertThat(runInto("Broken pipe").err()).isEmpty();
    CommandRun full = runInto("No space left on device");
    assertThat(full.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(full.err())
        .isEqualTo("error: the output cannot be written: No space left on device\n");
  }

  private static CommandRun runInto(String failure) {
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    Console console =
        new Console(
            new java.io.ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)),
            broken,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exitCode = Main.run(console, "translate", "-");
    return new CommandRun(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void helpAndVersionAreResults() {
    assertThat(CommandRun.of("--version").out()).matches("padbridge \\d+\\.\\d+\\.\\d+\n");
    assertThat(CommandRun.of("translate", "--help").out()).contains("--output-padding");
    assertThat(CommandRun.of("help", "verify").out()).contains("--dtype");
    assertThat(CommandRun.of("help", "verify").exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "translate conv1d --kernel-size 3 --format jsnol | --format must be one of text, json, jsonl, csv, tsv, markdown, python, keras, pytorch, onnx, jax (got 'jsnol') | did you mean 'jsonl'?",
        "verify conv1d --kernel-size 3 --runtime gpu | --runtime must be one of portable, onednn (got 'gpu') | padbridge verify --help",
        "schema plans | NAME must be one of spec, case, plan, report, scan, table, pad, matrix, comparison, diagnosis, weights (got 'plans') | did you mean 'plan'?",
        "table conv2d_transpose --kernel-size 3 --input-size 3 | there is no convolution or pooling 'conv2d_transpose' | its name in PyTorch is conv_transpose2d",
      })
  void whatMayBeSaidInstead(String line, String error, String help) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("error: " + error + "\n  help: " + help + "\n");
  }

  /** An output that fails, as a full disk does, is told of once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate examples/ --format jsonl",
        "translate examples/ --format tsv",
        "translate examples/",
        "table conv1d --kernel-size 1..90 --input-size 100..200 --format csv",
      })
  void aFullDisk(String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new BufferedOutputStream(full),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(Main.run(console, line.split(" "))).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: the output cannot be written: No space left on device\n");
  }
}
