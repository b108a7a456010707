package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseCommandTest {
  private static final String CASES = "src/test/resources/golden/diagnose.jsonl";
  private static final String TENSORS = "src/test/resources/tensors/examples/";
  private static final String LAYER = "nn.Conv2d(3, 8, 3, 2, 1)";
  private static final String MAX = "nn.MaxPool2d(3, 2, 1)";

  @TempDir Path folder;

  /** Names of files are those in {@link #TENSORS}. */
  private static CommandRun diagnose(String... args) {
    List<String> command = new ArrayList<>(List.of("diagnose"));
    for (String arg : args) {
      command.add(arg.matches("\\w+\\.(npy|npz)") ? TENSORS + arg : arg);
    }
    return CommandRun.of(command.toArray(String[]::new));
  }

  private static CommandRun ofLayer(String... more) {
    List<String> args =
        new ArrayList<>(List.of(LAYER, "--x", "x.npy", "--weight", "w.npy", "--bias", "b.npy"));
    args.addAll(List.of(more));
    return diagnose(args.toArray(String[]::new));
  }

  @Test
  void whatAPortComputed() {
    CommandRun run = ofLayer("--y", "port.npy");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out())
        .isEqualTo(
            """
            DIFFERS: the bias is missing
              layer     Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
              rule      nn.Conv has a bias by default, tf.nn.conv2d has none
              checked   all 128 elements, largest difference 2.3e-07 (float32)
              repair    x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])
                        x = tf.nn.conv2d(x, w, strides=2, padding="VALID")
                        x = tf.nn.bias_add(x, b)
              weight    transpose(2, 3, 1, 0) brings it into the order of this code
            """);
  }

  @Test
  void ofANpzFile() {
    CommandRun run = diagnose(MAX, "--tensors", "port.npz", "--to", "keras");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out())
        .startsWith(
            "DIFFERS: the padding along H and W is 0 before and 0 after (VALID), not 1 and 1\n")
        .contains("keras.layers.MaxPooling2D(3, strides=2");
    CommandRun torch = diagnose(MAX, "--tensors", "port.npz", "--to", "pytorch");
    assertThat(torch.out()).contains("repair    nn.MaxPool2d(3, stride=2, padding=1)");
  }

  /** An output of float32 rounding is not the layer in float64. */
  @Test
  void theDtypeSetsTheTolerance() {
    String first = ofLayer("--y", "port.npy", "--dtype", "float64").out();
    assertThat(first).startsWith("DIFFERS, and no known mistake explains it").contains("nearest");
    assertThat(ofLayer("--y", "port.npy", "--dtype", "float16").out()).contains("(float16)");
  }

  @Test
  void goldenCasesAreAsTheirSchemaHasThem() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CommandRun.of("schema", "diagnosis").out(), InputFormat.JSON);
    CommandRun run = diagnose(CASES, "--format", "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.err()).endsWith("refused\n");
    List<String> answers = new ArrayList<>(run.out().lines().toList());
    answers.add(ofLayer("--y", "x.npy", "--format", "jsonl").out());
    answers.add(ofLayer("--format", "jsonl").out());
    answers.add(ofLayer("--y", "port.npy", "--dtype", "float64", "--format", "json").out());
    assertThat(answers).hasSize(67);
    assertThat(answers)
        .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty());
    assertThat(schema.validate("{\"explained\":\"yes\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void casesOnStandardInput() throws IOException {
    String cases = Files.readString(Path.of(TENSORS + "cases.jsonl"));
    CommandRun run = CommandRun.withInput(cases, "diagnose", "-", "--format", "jsonl");
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("\"explained\":true"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void reports() throws IOException {
    Path report = folder.resolve("report.xml");
    CommandRun run = ofLayer("--y", "port.npy", "--junit-xml", report.toString(), "--github");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(Files.readString(report)).contains("the bias is missing");
    assertThat(run.out() + run.err()).contains("::error").contains("the bias is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--x x.npy --weight w.npy | a bias by default | give the file of the bias",
        "--x x.npy --bias b.npy | (weight is missing) | ",
        "--x x.npy --weight w.npy --bias b.npy | the output of the port is missing | give --y FILE",
        "--x none.npy | there is no such file | ",
        "--x x.npy --weight x.npy --bias b.npy --y port.npy | weight must have the shape (8, 3, 3, 3) | ",
        "--tensors x.npy | none of the tensors x, weight, bias and y | it has a tensor without a name",
        "--y port.npz --x x.npy --weight w.npy --bias b.npy --dtype half | --dtype must be float16, bfloat16, float32 or float64 (got 'half') | ",
        "--tensor port.npz | no option '--tensor' | did you mean --tensors?",
        "--to torch | --to must be pytorch, tensorflow or keras (got 'torch') | ",
      })
  void unusable(String args, String message, String help) {
    List<String> words = new ArrayList<>(List.of(LAYER));
    words.addAll(List.of(args.split(" ")));
    CommandRun run = diagnose(words.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains(message).contains(help == null ? "error: " : help);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutNumbers() {
    CommandRun run = diagnose(LAYER);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("the numbers of the layer are missing").contains("give --x");
  }

  /** What to do with data whose channels come last. */
  @Test
  void channelsOfAnotherFramework() {
    CommandRun x = diagnose("nn.Conv2d(7, 8, 3, bias=False)", "--x", "x.npy", "--weight", "w.npy");
    assertThat(x.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(x.err()).contains("x.transpose(0, 3, 1, 2) brings NHWC there");
  }

  @Test
  void verifyTakesTheSameFiles() {
    String[] all = {
      "verify",
      LAYER,
      "--x",
      TENSORS + "x.npy",
      "--weight",
      TENSORS + "w.npy",
      "--bias-file",
      TENSORS + "b.npy",
      "--y",
      TENSORS + "port.npy"
    };
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out()).contains("128 of 128 elements differ");
    CommandRun right =
        CommandRun.of(
            "verify",
            "nn.Conv2d(3, 8, 3, 2, 1, bias=False)",
            "--x",
            TENSORS + "x.npy",
            "--weight",
            TENSORS + "w.npy",
            "--y",
            TENSORS + "port.npy");
    assertThat(right.err()).isEmpty();
    assertThat(right.out()).contains("128 elements within tolerance on the tensors of the case");
    assertThat(right.exitCode()).isEqualTo(ExitCode.OK);
  }
}
