package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real model files: exactly the convolutions and poolings that the frameworks themselves report.
 */
class ScanFilesTest {
  private static final Path FILES = Path.of("src/test/resources/modelfiles");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What TensorFlow calls the arguments of a Keras layer. */
  private static final Map<String, String> KERAS =
      Map.of(
          "pool_size", "kernel_size",
          "dilation_rate", "dilations",
          "use_bias", "bias");

  @TempDir private Path folder;

  private static List<JsonNode> scan(Path file, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("scan", file.toString(), "--format", "jsonl"));
    command.addAll(List.of(options));
    CommandRun run = CommandRun.of(command.toArray(new String[0]));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode row = MAPPER.readTree(line);
      // The truth lists poolings over windows of fixed size only.
      if (!row.path("spec").path("op").asText("pad").matches("(?i)(adaptive|global).*|pad")) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void hold(List<JsonNode> rows, JsonNode truth) {
    assertThat(rows).hasSameSizeAs(truth);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      truth
          .get(i)
          .properties()
          .forEach(
              expected ->
                  assertThat(actual(row, expected.getKey()))
                      .as(row.get("name").asText() + " " + expected.getKey())
                      .isEqualTo(expected.getValue()));
    }
  }

  private static JsonNode actual(JsonNode row, String name) {
    if (List.of("name", "class", "input_shape", "output_shape").contains(name)) {
      return row.get(name);
    }
    JsonNode value = row.get("spec").get(KERAS.getOrDefault(name, name));
    if (name.equals("data_format")) {
      boolean isLast = value.asText().endsWith("C");
      return MAPPER.valueToTree(isLast ? "channels_last" : "channels_first");
    }
    boolean isWord = name.equals("padding") && value.isTextual();
    return isWord ? MAPPER.valueToTree(value.asText().toLowerCase(Locale.ROOT)) : value;
  }

  @ParameterizedTest
  @CsvSource({
    "hf-MobileNetV2Model, 52, 18",
    "hf-SpeechT5HifiGan, 78, 0",
    "timm-test_efficientnet, 17, 0",
    "timm-test_nfnet, 36, 0",
    "timm-tf_mobilenetv3_small_minimal_100, 35, 5",
    "tv-deeplabv3_mobilenet_v3_large, 70, 0",
    "tv-googlenet, 70, 0",
    "tv-squeezenet1_0, 29, 0"
  })
  void exportedPrograms(String name, int count, int padded) throws IOException {
    List<JsonNode> rows = scan(FILES.resolve(name + ".pt2"));
    hold(rows, MAPPER.readTree(FILES.resolve(name + ".truth.json").toFile()));
    assertThat(rows).hasSize(count);
    assertThat(rows).filteredOn(row -> !row.get("before").isEmpty()).hasSize(padded);
    assertThat(rows).allMatch(row -> row.get("source").asText().contains(".py:"));
    assertThat(rows).noneMatch(row -> row.get("plan").isNull());
  }

  @ParameterizedTest
  @CsvSource({"EfficientNetB0, 81, 5", "MobileNet, 28, 4", "ResNet50, 54, 1"})
  void kerasModels(String name, int count, int padded) throws IOException {
    List<JsonNode> rows = scan(FILES.resolve(name + ".keras"));
    hold(rows, MAPPER.readTree(FILES.resolve(name + ".keras.truth.json").toFile()));
    assertThat(rows).hasSize(count);
    assertThat(rows).filteredOn(row -> !row.get("before").isEmpty()).hasSize(padded);
    assertThat(rows).noneMatch(row -> row.get("plan").isNull());
  }

  @ParameterizedTest
  @CsvSource({"mobilenetv3_small_050, 53", "test_byobnet, 26", "test_efficientnet, 17"})
  void onnxModels(String name, int count) throws IOException {
    Path file = folder.resolve("model.onnx");
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(FILES.resolve(name + ".onnx.gz")))) {
      Files.copy(in, file);
    }
    List<JsonNode> rows = scan(file);
    // A weight's shape follows from the channels; a pooling has no bias.
    JsonNode truth = MAPPER.readTree(FILES.resolve(name + ".onnx.truth.json").toFile());
    truth.forEach(
        row -> {
          ((com.fasterxml.jackson.databind.node.ObjectNode) row).remove("weight_shape");
          if (row.get("op").asText().endsWith("Pool")) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) row).remove("bias");
          }
        });
    hold(rows, truth);
    assertThat(rows).hasSize(count);
    assertThat(rows).noneMatch(row -> row.get("plan").isNull());
  }

  private static JsonNode row(List<JsonNode> rows, String name) {
    return rows.stream().filter(row -> row.get("name").asText().equals(name)).findFirst().get();
  }

  @Test
  void sizesThatAreOpen() throws IOException {
    Path file = FILES.resolve("open-sizes.pt2");
    List<JsonNode> open = scan(file);
    JsonNode first = row(open, "c");
    assertThat(first.get("class").asText()).isEqualTo("Conv2d");
    assertThat(first.get("source").asText()).startsWith("net/dyn.py:11: x=s.c(x)");
    assertThat(first.get("before").toString())
        .isEqualTo(
            "[{\"op\":\"pad\",\"paddings\":[[0,0],[0,0],[0,1],[0,1]],\"mode\":\"constant\"}]");
    assertThat(first.get("input_shape").toString()).isEqualTo("[null,3,null,null]");
    assertThat(first.get("output_shape_expression").toString())
        .isEqualTo("[\"s77\",\"8\",\"s53//2 + 1\",\"s0//2 + 1\"]");
    assertThat(row(open, "t").get("watch").toString())
        .contains("x[..., 1:-1, 1:] directly behind it is not part of its translation");
    List<JsonNode> given = scan(file, "--input-shape", "2,3,32,40");
    assertThat(row(given, "lin").get("output_shape").toString()).isEqualTo("[2,2,34,44]");
    assertThat(row(given, "lin").has("output_shape_expression")).isFalse();
    CommandRun other = CommandRun.of("scan", file.toString(), "--input-shape", "2,4,32,40");
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(other.err()).contains("the input of this program is (s77, 3, s53, s0)");
  }

  /** A branch has tensors with the names of others outside: its sizes are its own. */
  @Test
  void branchesHaveTheirOwnTensors() throws IOException {
    List<JsonNode> rows = scan(FILES.resolve("branches.pt2"));
    assertThat(rows)
        .extracting(row -> row.get("input_shape") + " -> " + row.get("output_shape"))
        .containsExactly(
            "[2,3,20,22] -> [2,4,20,22]",
            "[2,4,20,23] -> [2,4,20,23]",
            "[2,4,20,23] -> [2,7,20,23]",
            "[2,7,20,23] -> [2,4,20,23]",
            "[2,4,20,23] -> [2,4,20,23]",
            "[2,4,20,23] -> [2,4,20,23]",
            "[2,4,20,23] -> [2,4,10,11]");
    assertThat(rows).allMatch(row -> row.get("source").asText().startsWith("net/branch.py:"));
  }

  /** An exporter writes {@code math.ceil} of a forward as ops on floats. */
  @Test
  void padsThatAreComputedInFloats() throws IOException {
    List<JsonNode> rows = scan(FILES.resolve("computed-pads.onnx"));
    assertThat(rows)
        .extracting(row -> row.get("before").get(0).get("paddings").toString())
        .containsExactly("[[0,0],[0,0],[1,1],[0,1]]", "[[0,0],[0,0],[1,2],[1,2]]");
    assertThat(rows)
        .extracting(row -> row.get("output_shape").toString())
        .containsExactly("[1,2,7,7]", "[1,2,4,4]");
  }

  @Test
  void aCallHasBooleansWithoutQuotes() {
    String file = FILES.resolve("tv-squeezenet1_0.pt2").toString();
    CommandRun run = CommandRun.of("scan", file, "--to", "pytorch");
    assertThat(run.out()).contains("padding=[0, 0], ceil_mode=True)");
  }

  /** Pads that cannot be read are not taken for none. */
  @Test
  void kerasPadsWithoutPairs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(
        file,
        """
        {"class_name": "Sequential", "config": {"name": "m", "layers": [
          {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 8, 8, 3]}},
          {"class_name": "ZeroPadding2D", "config": {"name": "pad", "padding": [[1, 2], [3]]}},
          {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [3, 3],
            "strides": [1, 1], "padding": "valid", "dilation_rate": [1, 1], "groups": 1,
            "use_bias": true}}]}}
        """);
    CommandRun run = CommandRun.of("scan", file.toString(), "--format", "jsonl");
    assertThat(run.err())
        .isEqualTo("note: sizes are open after layers of other classes: ZeroPadding2D\n");
    assertThat(run.out().lines().toList().get(0)).contains("[\"its amounts cannot be read\"]");
    assertThat(run.out().lines().toList().get(1))
        .contains("\"before\":[],", "\"input_shape\":null");
  }

  @Test
  void kerasModelsInside() throws IOException {
    List<JsonNode> open = scan(FILES.resolve("nested.keras"));
    assertThat(open)
        .extracting(row -> row.get("name").asText())
        .containsExactly("c", "inner.ic", "inner.ip", "t", "sep", "dil");
    assertThat(row(open, "t").get("after").toString())
        .startsWith("[{\"op\":\"slice\",\"begin\":[0,1,1,0],\"size\":[null,null,null,4]");
    assertThat(row(open, "sep").get("spec").get("op").asText()).isEqualTo("separable_conv2d");
    List<JsonNode> given = scan(FILES.resolve("nested.keras"), "--input-shape", "1,32,32,3");
    assertThat(row(given, "dil").get("output_shape").toString()).isEqualTo("[1,14,14,6]");
  }

  @Test
  void onnxModelsWithOpenSizes() throws IOException {
    Path file = FILES.resolve("open-sizes.onnx");
    List<JsonNode> open = scan(file);
    assertThat(row(open, "c1").get("output_shape_expression").toString())
        .isEqualTo("[\"batch\",\"8\",\"floor(height/2)\",\"floor(x_3/2)\"]");
    assertThat(row(open, "c2").get("plan").get("strategy").asText()).isEqualTo("explicit");
    assertThat(row(open, "up").get("after")).hasSize(1);
    List<JsonNode> given = scan(file, "--input-shape", "1,3,33,40", "--verify");
    assertThat(given).allMatch(row -> row.get("verified").get("agree").asBoolean());
    assertThat(row(given, "ap").get("output_shape").toString()).isEqualTo("[1,4,9,11]");
  }

  /** Nodes that PyTorch has no layer for. */
  @Test
  void nodesOfOnnxAlone() throws IOException {
    Path file = FILES.resolve("onnx-only.onnx");
    for (String target : List.of("tensorflow", "pytorch")) {
      List<JsonNode> rows = scan(file, "--verify", "--to", target, "--strategy", "pad-slice");
      assertThat(rows)
          .extracting(row -> row.get("output_shape").toString())
          .containsExactly(
              "[1,4,15,15]", "[1,4,8,8]", "[1,2,16,16]", "[1,2,9,9]", "[1,2,5,5]", "[1,2,5,6]");
      assertThat(rows).allMatch(row -> row.get("verified").get("agree").asBoolean());
    }
    assertThat(scan(file))
        .extracting(row -> row.get("plan").get("framework").asText())
        .containsOnly("tensorflow");
  }

  /** Pads whose amounts the exporter computes, reshapes and slices between the layers. */
  @Test
  void whatTheExporterOfPyTorchWrites() throws IOException {
    List<JsonNode> ops = scan(FILES.resolve("exported-ops.onnx"));
    assertThat(ops)
        .extracting(row -> row.get("output_shape").toString())
        .containsExactly(
            "[2,8,24]",
            "[2,8,27]",
            "[1,4,4,8,8]",
            "[1,4,4,4,4]",
            "[1,2,8,8,8]",
            "[1,3,28,28]",
            "[1,3,29,31]",
            "[1,3,29,31]",
            "[1,3,28,15]");
    assertThat(row(ops, "/c1/Conv").get("after").toString())
        .isEqualTo("[{\"op\":\"slice\",\"begin\":[0,0,0],\"size\":[2,8,20]}]");
    Path attention = FILES.resolve("exported-attention.onnx");
    assertThat(row(scan(attention), "/dw/Conv").get("output_shape_expression").toString())
        .isEqualTo("[\"batch\",\"16\",\"2*floor(h/4)\",\"2*floor(w/4)\"]");
    assertThat(scan(attention, "--input-shape", "1,3,64,64"))
        .extracting(row -> row.get("output_shape").toString())
        .containsExactly(
            "[1,16,16,16]",
            "[1,32,16,16]",
            "[1,8,32,32]",
            "[1,16,32,32]",
            "[1,1,16]",
            "[256,8,4,4]",
            "[1,24,17,17]",
            "[1,16,11,11]",
            "[1,16,11,11]");
  }

  /** One network in three files, told apart by content. */
  @ParameterizedTest
  @CsvSource({
    "net.pt2, stem pool block up, [1;4;16;16]",
    "net.onnx, /stem/Conv /pool/MaxPool /block/Conv /up/ConvTranspose, [1;4;16;16]",
    "net.keras, stem pool block up, [null;18;18;4]"
  })
  void examples(String file, String names, String up) throws IOException {
    Path nameless = Files.copy(Path.of("examples", file), folder.resolve("nameless"));
    List<JsonNode> rows = scan(nameless, "--verify");
    assertThat(rows).extracting(row -> row.get("name").asText()).containsExactly(names.split(" "));
    assertThat(rows.get(3).get("output_shape").toString()).isEqualTo(up.replace(';', ','));
    assertThat(rows).allMatch(row -> row.get("verified").get("agree").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({"text", "json", "jsonl", "csv", "tsv", "markdown", "html"})
  void everyFormat(String format) {
    for (String file : List.of("many-ops.pt2", "nested.keras", "open-sizes.onnx")) {
      CommandRun run =
          CommandRun.of("scan", FILES.resolve(file).toString(), "--format", format, "--no-verify");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains(file.equals("nested.keras") ? "inner.ic" : "pool2d");
    }
  }

  @Test
  void modules() {
    String file = FILES.resolve("many-ops.pt2").toString();
    CommandRun python = CommandRun.of("scan", file, "--format", "python");
    assertThat(python.exitCode()).isZero();
    assertThat(python.out())
        .contains(
            "    \"shared\": shared,\n    \"shared@2\": shared_2,\n    \"shared@3\": shared_3,")
        .contains("    # not translated: \"model@2\": its windows have different sizes");
    assertThat(python.err())
        .isEqualTo(
            "note: im2col is not translated (unf)\n"
                + "note: the module leaves out 4 paddings that no layer could take over, the first"
                + " refl\n");
    CommandRun torch = CommandRun.of("scan", file, "--format", "pytorch", "--to", "pytorch");
    assertThat(torch.exitCode()).isZero();
    assertThat(torch.out()).contains("F.conv_transpose3d(");
    assertThat(CommandRun.of("scan", file, "--format", "pytorch").out()).isEqualTo(torch.out());
    CommandRun other = CommandRun.of("scan", file, "--format", "pytorch", "--to", "tensorflow");
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(other.out()).isEmpty();
    assertThat(other.err())
        .contains("a plan of TensorFlow ops cannot be written as --format pytorch");
    String port = FILES.resolve("nested.keras").toString();
    assertThat(CommandRun.of("scan", port, "--format", "pytorch").out())
        .contains("    \"inner.ic\": inner_ic,");
  }

  @Test
  void translationsToEveryTarget() {
    String file = FILES.resolve("many-ops.pt2").toString();
    assertThat(CommandRun.of("scan", file, "--to", "pytorch").out()).contains("conv_transpose3d(");
    assertThat(CommandRun.of("scan", file, "--to", "tensorflow").out())
        .contains("conv3d_transpose(");
  }

  @Test
  void whatAFileDoesNotTake() {
    CommandRun run =
        CommandRun.of(
            "scan",
            FILES.resolve("many-ops.pt2").toString(),
            "--sequential",
            "--input-shape",
            "1,3,24,24");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("--sequential needs a printed model");
  }
}
