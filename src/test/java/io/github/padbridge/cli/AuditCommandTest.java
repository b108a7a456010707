package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole ports: PyTorch models and their Keras ports with planted faults. The truth was found by
 * running both frameworks.
 */
class AuditCommandTest {
  private static final Path PORTS = Path.of("src/test/resources/modelfiles/ports");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static String port(String name) {
    return PORTS.resolve(name).toString();
  }

  private static List<JsonNode> rows(CommandRun run) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      rows.add(MAPPER.readTree(line));
    }
    return rows;
  }

  /** The names on both sides and the verdict, null for a layer without a partner. */
  private static List<String> told(
      Iterable<JsonNode> rows, String left, String right, String equal) {
    List<String> told = new ArrayList<>();
    for (JsonNode row : rows) {
      told.add(
          row.get(left).asText()
              + " "
              + row.get(right).asText()
              + " "
              + (row.has(equal) ? row.get(equal).asText() : "null"));
    }
    return told;
  }

  private static void hold(String left, String name) throws IOException {
    JsonNode truth = MAPPER.readTree(PORTS.resolve(name + ".truth.json").toFile());
    CommandRun run =
        CommandRun.of("compare", port(left), port(name + ".keras"), "--format", "jsonl");
    List<JsonNode> rows = rows(run);
    assertThat(told(rows, "left_name", "right_name", "equal_here"))
        .containsExactlyInAnyOrderElementsOf(told(truth, "torch", "keras", "equal"));
    boolean equal = true;
    for (JsonNode row : rows) {
      equal &= row.path("equal_here").asBoolean();
      assertThat(row.path("unmatched").asBoolean())
          .isEqualTo(row.get("left_name").isNull() || row.get("right_name").isNull());
    }
    assertThat(run.exitCode()).isEqualTo(equal ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port501-00",
        "port501-01",
        "port501-02",
        "port501-03",
        "random-21",
        "random-27",
        "random-38",
        "random-39",
        "two-inputs",
        "added-layer",
        "ops-pad",
        "volumes"
      })
  void planted_faults_are_found_and_nothing_else(String name) throws IOException {
    hold(name + ".pt2", name);
  }

  @Test
  void a_printed_model_is_matched_too() throws IOException {
    String name = "random-39";
    JsonNode truth = MAPPER.readTree(PORTS.resolve(name + ".truth.json").toFile());
    CommandRun run =
        CommandRun.of("compare", port(name + ".txt"), port(name + ".keras"), "--format", "jsonl");
    List<JsonNode> rows = rows(run);
    assertThat(told(rows, "left_name", "right_name", "none"))
        .containsExactlyInAnyOrderElementsOf(told(truth, "torch", "keras", "none"));
    assertThat(rows).anySatisfy(row -> assertThat(row.path("equal_here").isNull()).isTrue());
  }

  @Test
  void a_layer_behind_an_added_one_is_compared_as_if_that_was_not_there() throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare", port("added-layer.pt2"), port("added-layer.keras"), "--format", "jsonl");
    JsonNode last = rows(run).get(6);
    assertThat(last.get("left_name").asText()).isEqualTo("last");
    assertThat(last.get("equal").asText()).isEqualTo("every-size");
    assertThat(last.get("notes").get(0).asText())
        .isEqualTo(
            "right side: conv1d gets 13 input channels in the model, because an earlier layer"
                + " differs");
  }

  @Test
  void zeros_around_a_max_pooling_are_its_padding_behind_an_activation_only() throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare",
            PORTS.resolve("activations.txt").toString(),
            PORTS.resolve("activations.json").toString(),
            "--input-shape",
            "1,3,16,16",
            "--format",
            "jsonl");
    assertThat(told(rows(run), "left_name", "right_name", "equal_here"))
        .containsExactly(
            "0 conv2d true", "2 max_pooling2d true", "3 conv2d_1 true", "4 max_pooling2d_1 false");
  }

  @Test
  void layers_in_doubt_have_partners() throws IOException {
    Path printed = folder.resolve("net.txt");
    Files.writeString(
        printed,
        """
        Net(
          (a): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))
          (b): Own(
            (conv): Conv2d(8, 4, kernel_size=(3, 3), stride=(1, 1))
          )
        )
        """);
    CommandRun run = CommandRun.of("compare", printed.toString(), printed.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("1 of 2 layers equal; b.conv cannot be compared\n");
    assertThat(run.err()).contains("a .pt2 file says what runs", "torch.export.save");
  }

  @Test
  void the_text_begins_with_one_line_and_tells_each_difference() {
    CommandRun run = CommandRun.of("compare", port("port501-01.pt2"), port("port501-01.keras"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            "2 of 3 layers equal; s2 differs\n\ns2 and block0_up2: DIFFER at (1, 3, 126, 126)")
        .contains("  cause   the left side crops 1 before H and W, the right side crops 0\n")
        .contains("  repair  keras.layers.Conv2DTranspose(2, 3, strides=2)\n")
        .contains("keras.layers.Cropping2D(1)\n")
        .doesNotContain("s0 and", "s1 and");
  }

  @Test
  void layers_without_partners_are_named() {
    CommandRun run = CommandRun.of("compare", port("random-38.pt2"), port("random-38.keras"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            "6 of 9 layers equal; 4 differs; 2 is only in random-38.pt2;"
                + " extra3 is only in random-38.keras\n")
        .contains("2: ONLY in random-38.pt2\n  left    MaxPool2d(2, stride=1)\n")
        .contains("extra3: ONLY in random-38.keras\n")
        .contains("  right   MaxPooling2D(3, strides=1, padding=\"same\")\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"port501-00.pt2", "port501-01.keras", "../exported-ops.onnx", "random-39.txt"})
  void a_model_is_equal_to_itself(String name) {
    CommandRun run = CommandRun.of("compare", port(name), port(name));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("(\\d+) of \\1 layers equal\n");
  }

  @Test
  void partners_that_cannot_be_compared_are_refused() {
    CommandRun run = CommandRun.of("compare", port("../many-ops.pt2"), port("../many-ops.pt2"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("16 of 17 layers equal; the model itself cannot be compared\n");
    assertThat(run.err()).contains("error: its windows have different sizes\n");
  }

  @Test
  void reports_and_pages_take_audits() throws IOException {
    Path junit = folder.resolve("report.xml");
    CommandRun page =
        CommandRun.of(
            "compare",
            port("random-38.pt2"),
            port("random-38.keras"),
            "--format",
            "html",
            "--github",
            "--junit-xml",
            junit.toString());
    assertThat(page.exitCode()).isEqualTo(1);
    assertThat(page.out())
        .contains("<h1>9 pairs: 6 equal, 1 different, 2 without a partner</h1>")
        .contains("ONLY in random-38.keras");
    assertThat(page.err()).contains("::error").contains("extra3");
    assertThat(Files.readString(junit))
        .contains("tests=\"9\"")
        .contains("failures=\"3\"")
        .contains("ONLY in random-38.pt2");
  }

  @Test
  void a_model_is_compared_with_a_model_only() {
    CommandRun run = CommandRun.of("compare", port("random-38.pt2"), "nn.Conv2d(3, 8, 3)");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("this is no model, and the other side is one");
    CommandRun alone = CommandRun.of("compare", port("random-38.pt2"));
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err())
        .startsWith("error: this is a model file, not a file of pairs\n")
        .contains("padbridge compare model.pt2 port.keras");
    CommandRun option =
        CommandRun.of(
            "compare", port("random-38.pt2"), port("random-38.keras"), "--kernel-size", "3");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.err()).contains("describe one layer");
  }

  /**
   * Each of its convolutions has a partner; scan has one row for the layer as it is in the file.
   */
  @Test
  void a_separable_convolution_is_two() throws IOException {
    Path left = folder.resolve("left.txt");
    Path right = folder.resolve("right.json");
    Files.writeString(
        left,
        """
        Net(
          (dw): Conv2d(3, 6, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), groups=3, bias=False)
          (pw): Conv2d(6, 8, kernel_size=(1, 1), stride=(1, 1))
        )
        """);
    Files.writeString(
        right,
        """
        {"class_name": "Sequential", "config": {"name": "m", "layers": [
          {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 8, 8, 3]}},
          {"class_name": "SeparableConv2D", "config": {"name": "sep", "filters": 8,
            "kernel_size": [3, 3], "strides": [1, 1], "padding": "same", "dilation_rate": [1, 1],
            "depth_multiplier": 2, "use_bias": true}}]}}
        """);
    CommandRun run =
        CommandRun.of("compare", left.toString(), right.toString(), "--format", "jsonl");
    assertThat(told(rows(run), "left_name", "right_name", "equal"))
        .containsExactly("dw sep every-size", "pw sep every-size");
    assertThat(run.exitCode()).isZero();
    List<JsonNode> scanned = rows(CommandRun.of("scan", right.toString(), "--format", "jsonl"));
    assertThat(scanned).hasSize(1);
    assertThat(scanned.get(0).get("output_shape").toString()).isEqualTo("[null,8,8,8]");
    assertThat(scanned.get(0).get("watch").toString())
        .contains("it is two convolutions, DepthwiseConv2D(3, ", " and Conv2D(8, 1), which");
  }
}
