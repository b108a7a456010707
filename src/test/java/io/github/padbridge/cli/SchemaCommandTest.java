package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas hold for what is read and written, and refuse what is neither. */
class SchemaCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static Schema schema(String name) {
    CommandRun run = CommandRun.of("schema", name);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(run.out(), InputFormat.JSON);
  }

  private static void assertValid(Schema schema, String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
  }

  private static void assertInvalid(Schema schema, String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).as(json).isNotEmpty();
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void specFiles() throws IOException {
    Schema spec = schema("spec");
    int count = 0;
    for (Path file : files("examples", ".json")) {
      assertValid(spec, Files.readString(file));
      count++;
    }
    for (Path file : files("src/test/resources/testdata", "input.json")) {
      assertValid(spec, Files.readString(file));
      count++;
    }
    assertThat(count).isEqualTo(8 + 61);
  }

  @Test
  void caseFiles() throws IOException {
    Schema cases = schema("case");
    Schema spec = schema("spec");
    int count = 0;
    for (String name : List.of("pytorch.jsonl", "tensorflow.jsonl", "pytorch-corners.jsonl")) {
      for (String line : Files.readAllLines(GOLDEN.resolve(name))) {
        assertValid(cases, line);
        assertValid(spec, line);
        count++;
      }
    }
    assertThat(count).isEqualTo(1200);
  }

  /** A type of an argument that has no schema would be taken for anything. */
  @Test
  void everyReferenceHasADefinition() {
    for (String name : List.of("spec", "case")) {
      String schema = CommandRun.of("schema", name).out();
      List<String> referred =
          Pattern.compile("\"#/\\$defs/(\\w+)\"")
              .matcher(schema)
              .results()
              .map(match -> match.group(1))
              .distinct()
              .toList();
      assertThat(referred).hasSizeGreaterThan(25);
      assertThat(referred).allSatisfy(to -> assertThat(schema).contains("    \"" + to + "\": {"));
    }
  }

  @ParameterizedTest
  @CsvSource({"pytorch.jsonl, 600", "pytorch-corners.jsonl, 200", "tensorflow.jsonl, 400"})
  void whatTranslateAnswers(String name, int answers) {
    Schema plan = schema("plan");
    CommandRun run =
        CommandRun.of("translate", GOLDEN.resolve(name).toString(), "--format", "jsonl");
    assertThat(run.out().lines()).hasSize(answers);
    run.out().lines().forEach(line -> assertValid(plan, line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nn.Conv2d(3, 8, 3)",
        "keras.layers.MaxPooling2D(2, padding='same')",
        "onnx.Conv(kernel_shape=[3, 3], auto_pad='SAME_LOWER')",
        "onnx.AveragePool(kernel_shape=[3])",
        "flax.linen.Conv(8, (3,))",
        "lax.reduce_window(x, -jnp.inf, lax.max, (1, 1, 3), (1, 1, 2), 'SAME')",
        "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))",
      })
  void everyFrameworkAndTarget(String layer) {
    Schema plan = schema("plan");
    Schema report = schema("report");
    for (String target : List.of("pytorch", "tensorflow", "keras", "onnx", "jax")) {
      CommandRun run = CommandRun.of("translate", layer, "--to", target, "--format", "json");
      assertValid(plan, run.out());
      assertThat(run.out()).as(target).contains("\"id\"");
      assertValid(report, CommandRun.of("verify", layer, "--to", target, "--format", "json").out());
    }
  }

  @Test
  void documentsAndRefusals() {
    Schema plan = schema("plan");
    assertValid(plan, CommandRun.of("translate", "examples/", "--format", "json").out());
    CommandRun refused =
        CommandRun.withInput(
            "{\"op\":\"conv1d\"}\nnot json\n", "translate", "-", "--format", "jsonl");
    assertThat(refused.out().lines()).hasSize(2);
    refused.out().lines().forEach(line -> assertValid(plan, line));
    Schema report = schema("report");
    assertValid(report, CommandRun.of("verify", "examples/", "--format", "json").out());
    assertValid(
        report,
        CommandRun.of("verify", "nn.Conv1d(1, 1, 3)", "--strategy", "all", "--format", "json")
            .out());
    String wrong =
        "{\"op\":\"conv1d\",\"kernel_size\":3,\"input_shape\":[1,1,9],\"expected_output_shape\":[1]}";
    CommandRun differs = CommandRun.withInput(wrong, "verify", "-", "--format", "json");
    assertThat(differs.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertValid(report, differs.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "table | 36 | conv_transpose2d --kernel-size 1..3,4x5 --stride 2 --padding 0,1,9"
            + " --output-padding 0..2 --input-size 3 --invalid --verify",
        "table | 9 | conv1d --kernel-size 3 --padding 0,same,valid --input-size 1..3 --invalid",
        "table | 2 | conv3d --kernel-size 1,2 --input-size 4 --columns F.pad,op,agree",
        "pad | 1 | F.pad(x,(1,2)) --rank 3",
        "pad | 1 | F.pad(x,(1,2),mode='reflect') --input-shape 1,1,9",
        "pad | 1 | F.pad(x,(1,2),value=float('-inf'))",
        "pad | 1 | tf.pad(x,[[0,0],[1,-2]])",
        "pad | 1 | [1,2,3,4]",
        "matrix | 1 | conv1d --kernel-size 2 --input-shape 1,3",
        "matrix | 1 | conv1d --kernel-size 2 --input-shape 1,3 --kernel 1,2.5",
        "matrix | 1 | conv1d --kernel-size 2 --input-shape 1,3 --verify",
        "matrix | 1 | conv2d --kernel-size 2 --input-shape 1,3,3 --unfold",
        "matrix | 1 | conv1d --kernel-size 9 --input-shape 1,3",
        "matrix | 22 | examples/",
        "scan | 6 | examples/vocoder.txt",
        "scan | 6 | examples/vocoder.txt --verify --input-shape 1,80,40",
        "scan | 36 | src/test/resources/models/hf-EncodecModel.txt",
        "scan | 37 | src/test/resources/models/timm-test_nfnet.txt --verify",
        "scan | 5 | src/test/resources/scan/pad-modules.txt --input-shape 1,3,200,200 --verify",
        "scan | 11 | src/test/resources/scan/pads-apart.txt --verify",
        "scan | 18 | src/test/resources/modelfiles/timm-test_efficientnet.pt2",
        "scan | 22 | src/test/resources/modelfiles/many-ops.pt2 --verify --strategy auto",
        "scan | 10 | src/test/resources/modelfiles/open-sizes.pt2",
        "scan | 7 | src/test/resources/modelfiles/nested.keras",
        "scan | 6 | src/test/resources/modelfiles/open-sizes.onnx",
      })
  void whatTheOthersAnswer(String name, int answers, String line) {
    Schema schema = schema(name);
    for (String format : name.equals("pad") ? List.of("json") : List.of("json", "jsonl")) {
      CommandRun run =
          CommandRun.of(
              Stream.concat(
                      Stream.concat(Stream.of(name), Stream.of(line.split(" "))),
                      Stream.of("--format", format))
                  .toArray(String[]::new));
      if (format.equals("json")) {
        assertValid(schema, run.out());
      } else {
        assertThat(run.out().lines()).as(run.err()).hasSize(answers);
        run.out().lines().forEach(answer -> assertValid(schema, answer));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan | {'name': 'a', 'class': 'Conv1d', 'spec': {}, 'plan': null}",
        "scan | {'name': 'a', 'class': 'Conv1d', 'spec': null}",
        "table | {}",
        "table | {'kernel_size': 3}",
        "table | {'kernel_sise': [3]}",
        "table | [{'padding': 'SAME'}]",
        "pad | {'rank': 3}",
        "matrix | {'id': null, 'agree': true}",
        "spec | {'op': 'conv1d', 'kernel_sise': 3}",
        "spec | {'op': 'conv9d', 'kernel_size': 3}",
        "spec | {'op': 'conv1d', 'kernel_size': '3'}",
        "spec | {'op': 'conv1d', 'kernel_size': 3, 'padding_mode': 'mirror'}",
        "spec | {'kernel_size': 3}",
        "spec | {'op': 'conv1d', 'kernel_size': 0}",
        "spec | {'op': 'max_pool1d', 'kernel_size': 2, 'stride': 0}",
        "spec | {'spec': {'op': 'conv1d', 'kernel_size': [1, 2, 3, 4]}}",
        "spec | [3]",
        "case | {'spec': {'op': 'conv1d', 'kernel_size': 3}}",
        "case | {'spec': {'op': 'conv1d', 'kernel_size': 3}, 'x': {'shape': [1]}}",
        "plan | {'id': null}",
        "plan | {'id': null, 'error': {'message': 'm', 'pointer': ''}}",
        "report | {'id': null, 'agree': true}",
        "report | {'id': null, 'plan': {}}",
      })
  void whatTheyRefuse(String name, String json) {
    assertInvalid(schema(name), json.replace('\'', '"'));
  }

  @Test
  void anUnknownName() {
    CommandRun run = CommandRun.of("schema", "plans");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("plan");
  }
}
