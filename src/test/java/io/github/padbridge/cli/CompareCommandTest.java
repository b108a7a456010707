package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
  private static final String PAIRS = "src/test/resources/golden/pairs.jsonl";
  private static final int SIZES = 24;

  @TempDir Path folder;

  private static CommandRun compare(String... args) {
    List<String> command = new ArrayList<>(List.of("compare"));
    command.addAll(List.of(args));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private static JsonValue get(JsonValue value, String key) {
    return Objects.requireNonNull(((JsonObject) value).fields().get(key), key);
  }

  private static String text(JsonValue value, String key) {
    return ((JsonString) get(value, key)).value();
  }

  private static List<Integer> numbers(JsonValue value) {
    return ((JsonArray) value)
        .items().stream().map(item -> ((JsonNumber) item).value().intValue()).toList();
  }

  /** The sizes up to {@link #SIZES} at which an answer says that both sides are equal. */
  private static List<Integer> equal(JsonValue answer) {
    List<JsonValue> axes = ((JsonArray) get(answer, "sizes")).items();
    return IntStream.rangeClosed(1, SIZES)
        .filter(size -> axes.stream().allMatch(axis -> contains(axis, size)))
        .boxed()
        .toList();
  }

  private static boolean contains(JsonValue axis, int size) {
    int from = ((JsonNumber) get(axis, "from")).value().intValue();
    int modulus = ((JsonNumber) get(axis, "modulus")).value().intValue();
    return numbers(get(axis, "also")).contains(size)
        || (size >= from && numbers(get(axis, "remainders")).contains(size % modulus));
  }

  @Test
  void whatTheFrameworksCompute() {
    CommandRun run = compare(PAIRS, "--format", "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.err()).endsWith("38 agree, 42 differ, 0 refused\n");
    Map<String, JsonValue> answers = new HashMap<>();
    run.out()
        .lines()
        .flatMap(line -> TestData.parsed(line).stream())
        .map(JsonRecord::require)
        .forEach(answer -> answers.put(text(answer, "id"), answer));
    assertThat(answers).hasSize(80);
    for (JsonRecord record : TestData.golden("pairs.jsonl")) {
      JsonValue pair = record.require();
      JsonValue answer = Objects.requireNonNull(answers.get(text(pair, "id")));
      JsonValue truth = get(pair, "truth");
      List<Integer> sizes = numbers(get(truth, "equal"));
      assertThat(equal(answer)).as(record.toString()).isEqualTo(sizes);
      List<Integer> accepted = new ArrayList<>(IntStream.rangeClosed(1, SIZES).boxed().toList());
      accepted.removeAll(numbers(get(truth, "left_refuses")));
      String verdict =
          sizes.equals(accepted) ? "every-size" : sizes.isEmpty() ? "no-size" : "some-sizes";
      assertThat(text(answer, "equal")).as(record.toString()).isEqualTo(verdict);
      boolean differs = !verdict.equals("every-size");
      assertThat(((JsonArray) get(answer, "causes")).items().isEmpty()).isNotEqualTo(differs);
      assertThat(get(answer, "counterexample") instanceof JsonObject).isEqualTo(differs);
      if (!differs) {
        assertThat(get(answer, "repair")).isInstanceOf(JsonNull.class);
      }
    }
  }

  @Test
  void answersAreAsTheirSchemaHasThem() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CommandRun.of("schema", "comparison").out(), InputFormat.JSON);
    List<String> answers =
        new ArrayList<>(compare(PAIRS, "--format", "jsonl").out().lines().toList());
    String left = "nn.Conv2d(3, 8, 3, padding=1)";
    for (String right :
        List.of(
            "nn.Conv2d(3, 8, 3, paddin=1)",
            "nn.Conv1d(3, 8, 3)",
            "nn.MaxPool2d(3)",
            "nn.Conv2d(3, 9, 3, padding=2)",
            "keras.Sequential([keras.layers.Conv2D(8, 3), keras.layers.Conv2D(8, 3)])")) {
      answers.add(compare(left, right, "--format", "jsonl").out());
      answers.add(compare(left, right, "--input-shape", "1,3,8,8", "--format", "jsonl").out());
    }
    String ports = "src/test/resources/modelfiles/ports/random-38.";
    CommandRun audit = compare(ports + "pt2", ports + "keras", "--format", "jsonl");
    audit.out().lines().forEach(answers::add);
    assertThat(answers).hasSize(99);
    assertThat(answers)
        .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
    assertThat(schema.validate("{\"equal\":\"never\"}", InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | nn.Conv2d(3, 8, 3, padding=1)            | keras.layers.Conv2D(8, 3, padding='same')",
        "1 | nn.Conv2d(3, 8, 3, stride=2, padding=1)  | keras.layers.Conv2D(8, 3, 2, 'same')",
        "1 | nn.Conv2d(3, 8, 3)                       | nn.MaxPool2d(3, 1)",
        "1 | nn.Conv2d(3, 8, 3)                       | nn.Conv1d(3, 8, 3)",
        "1 | nn.Conv2d(3, 8, 3)                       | nn.Conv2d(3, 8, 5)",
        "2 | nn.Conv2d(3, 8, 3                        | nn.Conv2d(3, 8, 3)",
        "2 | nn.Conv2d(3, 8, 3)                       | keras.layers.Conv2(8, 3)",
        "2 | nn.Conv2d(3, 8, 3)                       | no-such-file.py",
        "2 | nn.Conv1d(1, 1, 3, stride=4999)          | nn.Conv1d(1, 1, 3, stride=5000)",
        "2 | nn.Conv1d(1, 1, 5, padding=1073741824)   | nn.Conv1d(1, 1, 5)",
        "2 | -                                        | -",
      })
  void exitCodes(int exitCode, String left, String right) {
    CommandRun run = compare(left, right);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err().contains("error: ")).isEqualTo(exitCode == ExitCode.UNUSABLE);
  }

  @Test
  void twoSidesOrOneFile() {
    assertThat(compare("nn.Conv2d(3, 8, 3)").err()).contains("compare takes two layers (got one)");
    assertThat(compare("a", "b", "c").err())
        .contains("two layers or one file of pairs", "(got 3 arguments)");
    assertThat(compare().exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  /** What an option would tell has to stand in the text. */
  @Test
  void aWeightNeedsAShape() {
    String right = "x = tf.nn.conv2d(x, w, 1, 'VALID')";
    CommandRun run = compare("x = F.conv2d(x, w)", right);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .contains("define it in the text, such as w = torch.zeros(")
        .doesNotContain("--w");
    assertThat(compare("w = torch.zeros(8, 3, 7, 7)\nx = F.conv2d(x, w)", right).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void groupsThatAFilterDoesNotTell() {
    String right = "x = tf.pad(x, [[0, 0], [3, 3], [0, 0]])\nx = tf.nn.conv1d(x, w, 2, 'VALID')";
    assertThat(compare("nn.Conv1d(4, 2, 5, 2, 3, groups=2, bias=False)", right).exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(
            compare(
                    "nn.Conv1d(4, 2, 5, 2, 3, groups=2, bias=False)",
                    "w = tf.zeros([5, 2, 2])\n" + right)
                .exitCode())
        .isEqualTo(ExitCode.OK);
  }

  /** PyTorch's avg_pool3d wants as much input as kernel, whatever the padding. */
  @Test
  void sizesThatOneSideRefuses() {
    String left = "keras.layers.ZeroPadding3D(1)\nkeras.layers.AveragePooling3D(2)";
    assertThat(compare("nn.AvgPool3d(2, padding=1)", left).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(compare(left, "nn.AvgPool3d(2, padding=1)").out())
        .startsWith("DIFFER at D_in, H_in or W_in = 1; equal");
  }

  @Test
  void atOneShape() {
    String left = "nn.Conv2d(3, 8, 3, stride=2, padding=1)";
    String right = "keras.layers.Conv2D(8, 3, 2, 'same')";
    CommandRun odd = compare(left, right, "--input-shape", "1,3,9,9");
    assertThat(odd.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(odd.out()).startsWith("EQUAL at (1, 3, 9, 9); differ at every even H_in or W_in;");
    assertThat(compare(left, right, "--input-shape", "1,3,9,8").exitCode())
        .isEqualTo(ExitCode.DIFFERS);
    assertThat(compare(left, right, "--input-shape", "1,4,9,9").err())
        .contains("the left side needs 3 channels (got (1, 4, 9, 9))");
    assertThat(compare(left, right, "--input-shape", "1,3,9").err()).contains("each of NCHW");
  }

  @Test
  void aRefusalLeavesTheOthers() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.writeString(
        file,
        """
        {"id": "a", "left": "nn.Conv1d(1, 1, 3)", "right": "nn.Conv1d(1, 1, 3)"}
        {"id": "b", "left": "nn.Conv1d(1, 1, 3)", "right": "nn.Conv1d(1, 1, 3"}
        {"id": "c", "left": "nn.Conv1d(1, 1, 3)"}
        not json
        {"id": "d", "left": "nn.Conv1d(1, 1, 3)", "right": "nn.Conv1d(1, 1, 3, padding=1)"}
        """);
    CommandRun run = compare(file.toString(), "--format", "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).endsWith("1 agree, 1 differ, 3 refused\n");
    assertThat(run.out().lines()).hasSize(5);
    CommandRun text = compare(file.toString());
    assertThat(text.out()).contains("a: EQUAL", "d: DIFFER");
    assertThat(text.err()).contains("pairs.jsonl:2, right:1:10", "a pair needs \"right\"");
  }

  @Test
  void whatServersAreTold() throws IOException {
    Path report = folder.resolve("report.xml");
    CommandRun run = compare(PAIRS, "--github", "--junit-xml", report.toString());
    assertThat(run.err().lines().filter(line -> line.startsWith("::error file=" + PAIRS)))
        .hasSize(42);
    assertThat(Files.readString(report)).contains("tests=\"80\" failures=\"42\" errors=\"0\"");
  }

  /** GitHub marks lines of files: the command line has none. */
  @Test
  void serversAreToldFilesOnly() throws IOException {
    String left = "nn.Conv2d(3, 8, 3, 2, 1)";
    String same = "keras.layers.Conv2D(8, 3, 2, 'same')";
    assertThat(compare(left, same, "--github").err())
        .startsWith("::error title=command line differs::DIFFER at every even");
    assertThat(compare(left, same.replace("same", "sam"), "--github").err())
        .contains("\n::error title=command line::padding must be")
        .doesNotContain("file=");
    Path port = Files.writeString(folder.resolve("port.py"), same.replace("same", "sam"));
    assertThat(compare(left, port.toString(), "--github").err())
        .contains("\n::error file=" + port + ",line=1,col=30,title=command line::padding must be");
    Path pairs = folder.resolve("pairs.jsonl");
    Files.writeString(
        pairs, "\n{\"left\": \"nn.Conv2d(3, 8, 3)\", \"right\": \"nn.Conv2d(3, 8)\"}");
    assertThat(compare(pairs.toString(), "--github").err())
        .contains(
            "\n::error file=" + pairs + ",line=2,col=1,title=line 2::Conv2d needs kernel_size");
  }

  @Test
  void whatPeopleRead() {
    CommandRun run =
        CommandRun.withInput(
            """
            {"id": "exact-padding", "left": "nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)",
             "right": "keras.layers.Conv2D(64, 7, strides=2, padding=\\"same\\", use_bias=False)"}
            {"id": "max-border", "left": "nn.MaxPool2d(3, 2, 1)",
             "right": "keras.layers.MaxPooling2D(3, 2, padding=\\"same\\")"}
            {"id": "transposed", "left": "nn.ConvTranspose1d(2, 1, 3, stride=2, padding=1, output_padding=1)",
             "right": "keras.layers.Conv1DTranspose(1, 3, strides=2, padding=\\"same\\")"}
            {"id": "equal", "left": "nn.Conv1d(1, 2, 3, bias=False)",
             "right": "x = tf.nn.conv1d(x, w, 1, \\"VALID\\")"}
            {"id": "none", "left": "nn.AvgPool1d(4, stride=3, padding=1, count_include_pad=False)",
             "right": "keras.layers.AveragePooling1D(4, strides=3, padding=\\"same\\")"}
            {"id": "exchanged", "left": "nn.Conv2d(4, 4, (3, 5), padding=(1, 2), groups=2)",
             "right": "nn.Conv2d(4, 4, (5, 3), padding=(2, 1))"}
            """,
            "compare",
            "-");
    assertThat(run.out())
        .isEqualTo(
            """
            exact-padding: DIFFER at every even H_in or W_in; equal at every odd H_in and W_in
              left    nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
              right   keras.layers.Conv2D(64, 7, strides=2, padding="same", use_bias=False)
              cause   the left side pads 3 before H and W, the right side pads 2, at every even H_in or W_in
              windows start at -3, -1, 1 on the left and at -2, 0, 2 on the right (H_in = 6)
              example input (1, 3, 2, 1): output [0, 0, 0, 0] is 75 on the left and 21 on the right
              repair  keras.layers.ZeroPadding2D(3)
                      keras.layers.Conv2D(64, 7, strides=2, use_bias=False)
                      equal at every input size
            max-border: DIFFER at every even H_in or W_in from 4 on; equal at every odd H_in and W_in and at 2
              left    nn.MaxPool2d(3, 2, 1)
              right   keras.layers.MaxPooling2D(3, 2, padding="same")
              cause   the left side pads 1 before H and W, the right side pads 0, at every even H_in or W_in from 4 on
              windows start at -1, 1, 3 on the left and at 0, 2, 4 on the right (H_in = 6)
              example input (1, 1, 4, 1): output [0, 0, 1, 0] is 9 on the left and 8 on the right
              repair  keras.layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=float("-inf")))
                      keras.layers.MaxPooling2D(3, strides=2)
                      equal at every input size
            transposed: DIFFER at every input size
              left    nn.ConvTranspose1d(2, 1, 3, stride=2, padding=1, output_padding=1)
              right   keras.layers.Conv1DTranspose(1, 3, strides=2, padding="same")
              cause   the left side crops 1 before L, the right side crops 0
              windows start in the output at -1, 1, 3 on the left and at 0, 2, 4 on the right (L_in = 3)
              example input (1, 2, 1): output [0, 0, 0] is 30 on the left and -37 on the right
              repair  keras.layers.Conv1DTranspose(1, 3, strides=2)
                      keras.layers.Cropping1D((1, 0))
                      equal at every input size
            equal: EQUAL at every input size
              left    nn.Conv1d(1, 2, 3, bias=False)
              right   x = tf.nn.conv1d(x, w, 1, "VALID")
            none: DIFFER where L_in mod 3 is 0 or 1 from 4 on; equal where L_in mod 3 is 2 and at 3
              left    nn.AvgPool1d(4, stride=3, padding=1, count_include_pad=False)
              right   keras.layers.AveragePooling1D(4, strides=3, padding="same")
              cause   the left side pads 1 before L, the right side pads 0, where L_in mod 3 is 0 from 6 on
              cause   the left side pads 1 after L, the right side pads 2, where L_in mod 3 is 1 from 4 on
              cause   the output size differs where L_in mod 3 is 1 from 4 on: it is 1 on the left and 2 on the right for L_in = 4
              windows start at -1, 2, 5 on the left and at 0, 3, 6 on the right (L_in = 9)
              example input (1, 1, 4): output (1, 1, 1) on the left and (1, 1, 2) on the right
              repair  none found in the framework of the right side
            exchanged: DIFFER at every input size
              left    nn.Conv2d(4, 4, (3, 5), padding=(1, 2), groups=2)
              right   nn.Conv2d(4, 4, (5, 3), padding=(2, 1))
              cause   groups: 2 on the left, 1 on the right
              cause   H and W are swapped: the sides are equal once one of them swaps its axes
              windows start at -1, 0, 1 on the left and at -2, -1, 0 on the right (H_in = 3)
              repair  nn.Conv2d(4, 4, (3, 5), padding=(1, 2), groups=2)
                      equal at every input size
            """);
  }

  @Test
  void whatIsLeftOutStandsInTheAnswer() {
    String left = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())";
    String right = "keras.layers.Conv2D(8, 3)";
    String note = "left side: nn.ReLU is ignored: apply it after the layer";
    CommandRun text = compare(left, right);
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out()).contains("  note    " + note + "\n");
    assertThat(text.err()).isEmpty();
    assertThat(compare(left, right, "--format", "jsonl").out())
        .contains("\"notes\":[\"" + note + "\"]");
  }

  /** The windows of an adaptive pooling follow from the input size: only this size is compared. */
  @Test
  void anAdaptivePoolingIsEqualAtTheSizeThatIsGiven() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "nn.AdaptiveAvgPool2d(7)",
            "keras.layers.AveragePooling2D(2)",
            "--input-shape",
            "1,8,14,14",
            "--format",
            "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("\"equal\":\"some-sizes\",\"equal_here\":true");
  }

  /** A file is called by its name: its text would fill the answer. */
  @Test
  void aFileIsCalledByItsName() throws IOException {
    Path port = folder.resolve("port.py");
    Files.writeString(port, "conv = nn.Conv1d(3, 8, 3)\ny = conv(x)\n");
    String layer = "nn.Conv1d(3, 8, 3)";
    assertThat(compare(layer, port.toString()).out())
        .contains("  left    " + layer + "\n  right   " + port + "\n");
    assertThat(compare(port.toString(), layer).out()).contains("  left    " + port + "\n");
    assertThat(compare(layer, port.toString(), "--format", "html").out())
        .contains("<h2>Left</h2>")
        .contains("<h2>Right: " + port + "</h2>")
        .contains("y = conv(x)");
  }
}
