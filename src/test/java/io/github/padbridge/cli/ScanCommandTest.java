package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.LayerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {
  private static final Path MODELS = Path.of("src/test/resources/models");

  private static final String NET =
      """
      Net(
        (conv1): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
        (conv2): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
        (stem): Conv2dSame(3, 8, kernel_size=(3, 3), stride=(2, 2), bias=False)
        (up): ConvTranspose1d(8, 4, kernel_size=(7,), stride=(6,), padding=(9,), output_padding=(4,))
      )
      """;

  private static final String DOUBTFUL =
      "Net(\n  (a): CausalConv1d(3, 4, kernel_size=(2,), stride=(1,))\n)\n";

  @TempDir Path folder;

  @Test
  void theWorksheet() {
    CommandRun run = CommandRun.withInput(NET, "scan", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            Net: 4 convolutions, 3 of them distinct

              layer  PyTorch                                                          TensorFlow                                                                                                                                     notes
              conv1  Conv2d(3, 8, 3, stride=2, padding=1)                             conv2d(strides=2, padding=[[0, 0], [1, 1], [1, 1], [0, 0]]) -> add bias                                                                        [1]
              conv2  Conv2d(3, 8, 3, stride=2, padding=1)                             conv2d(strides=2, padding=[[0, 0], [1, 1], [1, 1], [0, 0]]) -> add bias                                                                        [1]
              stem   Conv2dSame(3, 8, 3, stride=2, bias=False)                        conv2d(strides=2, padding='SAME')                                                                                                              [2]
              up     ConvTranspose1d(8, 4, 7, stride=6, padding=9, output_padding=4)  conv1d_transpose(output_shape=[N, 6*L_in + 1, 4], strides=6, padding='VALID') -> slice(begin=[0, 9, 0], size=[N, 6*L_in - 13, 4]) -> add bias

              [1] padding="SAME" gives the same shape but different numbers at every even H_in or W_in: it pads 0 before axes H and W, PyTorch pads 1.
              [2] Conv2dSame adds TensorFlow SAME padding at run time, which is not printed.
            """);
  }

  /** Every line with a plan is a spec that the other commands read and make the same plan of. */
  @Test
  void jsonLinesAreSpecsWithTheirPlans() throws IOException {
    int layers = 0;
    for (String model :
        List.of("hf-EncodecModel", "hf-UnivNetModel", "timm-test_nfnet", "tv-r3d_18")) {
      CommandRun run =
          CommandRun.of(
              "scan",
              MODELS.resolve(model + ".txt").toString(),
              "--format",
              "jsonl",
              "--strategy",
              "pad-slice");
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      for (String line : run.out().lines().toList()) {
        JsonObject object = (JsonObject) TestData.parsed(line).get(0).value();
        assertThat(List.copyOf(object.fields().keySet()).subList(0, 4))
            .containsExactly("name", "class", "spec", "plan");
        if (line.contains("\"plan\":null,")) {
          continue;
        }
        LayerRecord record = TestData.layer(TestData.parsed(line).get(0));
        CommandRun again = CommandRun.withInput(line, "translate", "-", "--format", "jsonl");
        assertThat(again.exitCode()).as(again.out()).isEqualTo(ExitCode.OK);
        assertThat(part(again.out(), "spec")).isEqualTo(part(line, "spec"));
        assertThat(part(again.out(), "plan")).isEqualTo(part(line, "plan"));
        assertThat(record.label().name()).isNotEmpty();
        layers++;
      }
    }
    assertThat(layers).isEqualTo(16 + 44 + 36 + 20);
  }

  /** The object under a key, as it was written. */
  private static String part(String json, String key) {
    int start = json.indexOf("\"" + key + "\":{") + key.length() + 3;
    int depth = 0;
    int end = start;
    do {
      depth += json.charAt(end) == '{' ? 1 : json.charAt(end) == '}' ? -1 : 0;
      end++;
    } while (depth > 0);
    return json.substring(start, end);
  }

  @ParameterizedTest
  @CsvSource({"csv, ','", "tsv, '\t'"})
  void tables(String format, char separator) {
    String text = NET + DOUBTFUL.replace("(a)", "(a,\"b)");
    CommandRun run = CommandRun.withInput(text, "scan", "-", "--format", format);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    List<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(run.out()).stream().toList();
    assertThat(rows).hasSize(6).allMatch(row -> row.getFieldCount() == rows.get(0).getFieldCount());
    assertThat(rows.get(0).getFields())
        .startsWith("name", "class", "op", "in_channels", "out_channels", "kernel_size", "stride");
    assertThat(rows.get(4).getFields())
        .startsWith("up", "ConvTranspose1d", "conv_transpose1d", "8", "4", "7", "6", "9", "4", "1");
    assertThat(rows.get(1).getFields()).contains("3x3", "2x2", "true", "zeros");
    assertThat(rows.get(5).getField(0)).isEqualTo("a,\"b");
    assertThat(rows.get(5).getField(16)).isEmpty();
    assertThat(rows.get(5).getField(17)).contains("it is causal");
  }

  /** A second or two; hours where each layer looks at all that stand beside it. */
  @Test
  @Timeout(120)
  void aModuleOfManyLayers() {
    StringBuilder net = new StringBuilder("Net(\n");
    for (int i = 0; i < 20_000; i++) {
      net.append("  (c").append(i).append("): Conv2d(3, 4, kernel_size=(3, 3), stride=(2, 2))\n");
    }
    CommandRun run = CommandRun.withInput(net + ")\n", "scan", "-", "--format", "csv");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines()).hasSize(1 + 20_000);
  }

  /** A row without a layer is no fault of the records that it stands among. */
  @Test
  void whatIsLeftOutIsPassedOverByCommandsThatReadRecords() {
    String model = NET.replaceFirst("\n\\)", "\n  (u): Unfold(kernel_size=3)\n)");
    for (String format : List.of("json", "jsonl")) {
      String records = CommandRun.withInput(model, "scan", "-", "--format", format).out();
      assertThat(records).contains("Unfold");
      for (String command : List.of("verify", "translate", "explain")) {
        CommandRun run = CommandRun.withInput(records, command, "-");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err().lines())
            .containsOnlyOnce(
                "note: records of scan without a layer (\"spec\": null) are skipped in <stdin>");
      }
    }
  }

  @Test
  void markdown() {
    CommandRun run = CommandRun.withInput(NET, "scan", "-", "--format", "markdown");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2 + 4).allMatch(line -> line.matches("\\|( [^|]* \\|){4}"));
    assertThat(lines.get(0)).isEqualTo("| layer | PyTorch | TensorFlow | watch |");
    assertThat(lines.get(4)).startsWith("| `stem` | `Conv2dSame(3, 8, 3, stride=2, bias=False)` |");
  }

  @Test
  void everyDifferentLayerIsProven() {
    CommandRun run = CommandRun.withInput(NET, "scan", "-", "--verify");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().filter(line -> line.startsWith("agree")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith(
            "agree    conv1 and 1 identical layer: conv2d (2, 3, 10, 10) -> (2, 8, 5, 5), ");
    assertThat(run.out()).contains("run with chosen sizes: input_shape (2, 3, 10, 10)");
    CommandRun json = CommandRun.withInput(NET, "scan", "-", "--verify", "--format", "jsonl");
    assertThat(json.out().lines())
        .hasSize(4)
        .allMatch(l -> l.contains("\"verified\":{\"agree\":true"));
    CommandRun csv = CommandRun.withInput(NET, "scan", "-", "--verify", "--format", "csv");
    assertThat(csv.out().lines().skip(1)).allMatch(line -> line.endsWith(",true,,,,"));
  }

  /** Tolerances that nothing can meet stand in for a plan that is wrong. */
  @Test
  void aLayerThatDiffersIsExitCodeOne() {
    CommandRun run =
        CommandRun.withInput(
            NET, "scan", "-", "--verify", "--dtype", "float32", "--rtol", "0", "--atol", "0");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out()).contains("DIFFERS  ");
  }

  @Test
  void sizesAreCarriedWhereTheyCanBe() {
    String file = MODELS.resolve("tv-alexnet.txt").toString();
    CommandRun open = CommandRun.of("scan", file, "--input-shape", "1,3,224,224");
    assertThat(open.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(open.out().lines().toList().get(2)).contains("PyTorch").doesNotContain("output");
    assertThat(open.out())
        .contains(
            "AdaptiveAvgPool2d has windows that depend on the size of its input;"
                + " keras.layers.AdaptiveAveragePooling2D(6) is the same at every size on"
                + " TensorFlow.");
    assertThat(open.err())
        .contains("note: the model is an AlexNet, not a Sequential", "--sequential");
    CommandRun carried =
        CommandRun.of("scan", file, "--input-shape", "1,3,224,224", "--sequential");
    assertThat(carried.err()).isEmpty();
    assertThat(carried.out())
        .contains("(1, 64, 55, 55)", "(1, 192, 27, 27)", "(1, 384, 13, 13)", "(1, 256, 13, 13)")
        .containsPattern(
            "avgpool +AdaptiveAvgPool2d\\(output_size=\\(6, 6\\)\\) +\\(1, 256, 6, 6\\)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Layer (type)                Output Shape              Param #\n conv2d (Conv2D) (None, 8, 8, 32)",
        "┃ Layer (type)         ┃ Output Shape      ┃    Param # ┃\n│ conv2d (Conv2D)",
        "Layer (type:depth-idx)     Output Shape    Param #\n├─Conv2d: 1-1",
      })
  void summariesHaveNoKernelSizes(String text) throws IOException {
    String expected =
        """
        error: this is the summary of a model: it has no kernel sizes
          --> %s
          help: in Keras: model.save("model.keras"); in PyTorch: print(model)
        """;
    assertThat(CommandRun.withInput(text, "scan", "-").err())
        .isEqualTo(expected.formatted("<stdin>"));
    assertThat(CommandRun.withInput(text, "translate", "-").err())
        .isEqualTo(expected.formatted("<stdin>"));
    Path file = Files.writeString(folder.resolve("summary.txt"), text);
    assertThat(CommandRun.of("compare", file.toString(), "nn.Conv2d(3, 32, 3)").err())
        .isEqualTo(expected.formatted(file));
  }

  @Test
  void anEmptyInputIsAnError() {
    CommandRun run = CommandRun.withInput("", "scan", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).isEqualTo("error: this input is empty\n  --> <stdin>\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "` ` | there is no printed model in this text | print(model)",
        "hello\\nworld | there is no printed model in this text | print(model)",
        "Net(\\n  (a): ReLU()\\n) | there is no convolution or pooling in this text | print(model)",
        "self.c = nn.Conv2d(3, 4, 5) | there is no printed model in this text | looks like Python",
        "{\"op\": \"conv2d\"} | there is no printed model in this text | looks like JSON",
        "RecursiveScriptModule(\\n  original_name=Net\\n) | there is no printed model in this text | scripted model",
      })
  void aTextWithoutConvolutionsIsAnError(String text, String message, String help) {
    CommandRun run = CommandRun.withInput(text.replace("\\n", "\n"), "scan", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("error: " + message + "\n  --> <stdin>\n  help: ")
        .contains(help)
        .doesNotContain("\\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input-shape 3,x | --input-shape must be sizes",
        "--input-shape 0,3,8,8 | --input-shape must be sizes",
        "--sequential | --sequential needs --input-shape",
        "--format xml | --format must be one of ",
        "--strategy samee | there is no strategy 'samee'",
      })
  void wrongOptions(String options, String message) {
    String[] command =
        Stream.concat(Stream.of("scan", "-"), Stream.of(options.split(" "))).toArray(String[]::new);
    CommandRun run = CommandRun.withInput(NET, command);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + message).contains("help: ");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(CommandRun.of("scan", folder.resolve("none.txt").toString()).err())
        .startsWith("error: there is no such file");
    assertThat(CommandRun.of("scan", folder.toString()).err())
        .startsWith("error: this is a directory, not a file");
  }

  /** What the text does not tell is told with the layer; a proof that was asked for fails. */
  @Test
  void aLayerThatTheTextDoesNotTell() {
    CommandRun text = CommandRun.withInput(NET + DOUBTFUL, "scan", "-");
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out())
        .contains("conv1  Conv2d(", "a      CausalConv1d(3, 4, ", "none")
        .contains("[3] CausalConv1d is not translated: by its name it is causal");
    CommandRun json = CommandRun.withInput(DOUBTFUL, "scan", "-", "--format", "jsonl");
    assertThat(json.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(json.out())
        .startsWith("{\"name\":\"a\",\"class\":\"CausalConv1d\",\"spec\":{\"op\":\"conv1d\",")
        .contains("\"plan\":null,\"watch\":[\"CausalConv1d is not");
    CommandRun proof = CommandRun.withInput(NET + DOUBTFUL, "scan", "-", "--verify");
    assertThat(proof.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(proof.err())
        .startsWith("error: CausalConv1d is not translated: ")
        .contains(
            "--> <stdin>:8:8\n        (a): CausalConv1d(3, 4, kernel_size=(2,), stride=(1,))\n             ^");
  }

  private static final Path SCAN = Path.of("src/test/resources/scan");

  /** The paddings in front of a convolution are part of its row, and of what is proven. */
  @Test
  void paddingsInFrontBelongToTheirConvolution() {
    String file = SCAN.resolve("pad-modules.txt").toString();
    CommandRun text = CommandRun.of("scan", file);
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.out())
        .startsWith("Sequential: 4 convolutions and 1 pooling\n")
        .contains(
            "  1      ReflectionPad2d((3, 3, 3, 3)) -> Conv2d(3, 48, 7) ",
            "pad(paddings=[[0, 0], [3, 3], [3, 3], [0, 0]], mode='REFLECT') -> conv2d(strides=1, padding='VALID')",
            "  3      MaxPool2d(3, stride=2, padding=1) ",
            "  5      ZeroPad2d((0, 1, 0, 1)) -> Conv2d(48, 96, 3, stride=2) ",
            "conv2d(strides=2, padding=[[0, 0], [0, 1], [0, 1], [0, 0]])",
            "] The translation includes the ZeroPad2d((0, 1, 0, 1)) in front (module 4).");
    CommandRun json = CommandRun.of("scan", file, "--format", "jsonl", "--verify");
    assertThat(json.exitCode()).isEqualTo(ExitCode.OK);
    List<String> lines = json.out().lines().toList();
    assertThat(lines).hasSize(5).allMatch(line -> line.contains("\"verified\":{\"agree\":true"));
    assertThat(lines.get(0))
        .contains("\"padding\":[0,0]")
        .contains(
            "\"before\":[{\"op\":\"pad\",\"paddings\":[[0,0],[0,0],[3,3],[3,3]],\"mode\":\"reflect\"}]")
        .contains("\"ran\":{\"op\":\"conv2d\"")
        .contains("\"padding\":[3,3]");
    assertThat(lines.get(2))
        .contains("\"paddings\":[[0,0],[0,0],[0,1],[0,1]],\"mode\":\"constant\"")
        .contains("\"runtime_padding\":[[0,1],[0,1]]");
    // What is read back is the convolution with its padding.
    CommandRun again = CommandRun.withInput(json.out(), "translate", "-", "--format", "jsonl");
    assertThat(again.exitCode()).as(again.out()).isEqualTo(ExitCode.OK);
    assertThat(again.out().lines().toList().get(0)).contains("\"mode\":\"REFLECT\"");
  }

  /** Sizes are those of the convolution itself; its translation begins before the padding. */
  @Test
  void sizesBehindPaddings() {
    String file = SCAN.resolve("pad-modules.txt").toString();
    CommandRun run =
        CommandRun.of("scan", file, "--input-shape", "1,3,200,200", "--format", "jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().toList().get(0))
        .contains("\"input_shape\":[1,3,206,206]", "\"shape\":[1,200,200,3]");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void paddingsThatNoConvolutionTakesHaveTheirRows() {
    CommandRun run = CommandRun.of("scan", SCAN.resolve("pads-apart.txt").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Sequential: 4 convolutions, 2 poolings and 5 paddings\n")
        .containsPattern("\n  1 +ZeroPad2d\\(\\(0, 1, 0, 1\\)\\) +pad\\(paddings=")
        .containsPattern("\n  2 +MaxPool2d\\(3, stride=2\\) +max_pool2d\\(.*'VALID'\\)")
        .contains("It runs directly in front of 2.")
        .contains(
            "ZeroPad2d((0, 1, 0, 1)) (1) runs directly in front of it and is not part of its"
                + " translation: its zeros count in the maximum.")
        .contains("It pads the constant 3.5: tf.pad with constant_values.");
    CommandRun json =
        CommandRun.of("scan", SCAN.resolve("pads-apart.txt").toString(), "--format", "jsonl");
    assertThat(json.out().lines().toList().get(1))
        .startsWith("{\"name\":\"1\",\"class\":\"ZeroPad2d\",\"spec\":null,\"plan\":{")
        .contains("\"pad\":{\"op\":\"pad\",\"paddings\":[[0,0],[0,0],[0,1],[0,1]],");
  }

  @Test
  void aModelOfPoolings() {
    String text =
        """
        Net(
          (a): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)
          (b): AvgPool1d(kernel_size=(3,), stride=(2,), padding=(1,))
          (c): MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2), padding=0, dilation=1, ceil_mode=True)
        )
        """;
    CommandRun run = CommandRun.withInput(text, "scan", "-", "--verify");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Net: 3 poolings\n")
        .contains("MaxPool2d(3, stride=2, padding=1)", "MaxPool3d((1, 2, 2), ceil_mode=True)")
        .contains("an average pooling does not print ceil_mode, count_include_pad");
    assertThat(run.out().lines().filter(line -> line.startsWith("agree"))).hasSize(3);
    CommandRun one = CommandRun.withInput(text.lines().toList().get(1).strip(), "scan", "-");
    assertThat(one.exitCode()).isEqualTo(ExitCode.OK);
    for (String format : List.of("json", "csv", "tsv", "markdown", "html")) {
      CommandRun other = CommandRun.withInput(text, "scan", "-", "--format", format);
      assertThat(other.exitCode()).as(format).isEqualTo(ExitCode.OK);
      assertThat(other.out()).as(format).contains("max_pool2d", "avg_pool1d", "max_pool3d");
    }
  }

  @Test
  void whatIsLeftOutIsSaidInEveryFormat() throws IOException {
    String text =
        """
        Net(
          (a): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
          (b): Unfold(kernel_size=3, dilation=1, padding=0, stride=2)
          (c): Fold(output_size=(4, 5), kernel_size=(2, 2), dilation=1, padding=0, stride=1)
          (d): Conv1D(nf=2304, nx=768)
          (e): AdaptiveMaxPool2d(output_size=(None, 3))
          (f): LPPool2d(norm_type=2, kernel_size=3, stride=2, ceil_mode=True)
          (g): FractionalMaxPool2d()
          (h): DeformConv2d(4, 4, kernel_size=(3, 3), stride=(1, 1))
          (i): QuantizedConv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), scale=1.0, zero_point=0)
          (j): EqualConv2d(3, 512, 1, stride=1, padding=0)
          (k): UnfoldedLayer()
          (l): ConvNextLayerNorm()
        )
        """;
    List<String> classes =
        List.of(
            "Unfold",
            "Fold",
            "Conv1D",
            "LPPool2d",
            "FractionalMaxPool2d",
            "DeformConv2d",
            "QuantizedConv2d",
            "EqualConv2d");
    CommandRun sheet = CommandRun.withInput(text, "scan", "-");
    assertThat(sheet.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(sheet.err().lines().map(line -> line.replaceAll("note: | is left out.*", "")))
        .containsExactlyElementsOf(classes);
    for (String format : List.of("json", "jsonl", "csv", "tsv", "markdown", "html")) {
      Path file = folder.resolve("out." + format);
      CommandRun run =
          CommandRun.withInput(text, "scan", "-", "--format", format, "-o", file.toString());
      assertThat(run.exitCode()).as(format).isEqualTo(ExitCode.OK);
      assertThat(run.err()).as(format).isEmpty();
      Matcher said = Pattern.compile("(\\w+) is left out: it ").matcher(Files.readString(file));
      assertThat(said.results().map(found -> found.group(1)))
          .as(format)
          .containsExactlyElementsOf(classes);
      assertThat(file).as(format).content().contains("AdaptiveMaxPool2d has windows that depend");
    }
    String without = text.replaceAll("  \\([ae]\\): .*\n", "");
    CommandRun none = CommandRun.withInput(without, "scan", "-");
    assertThat(none.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(none.err())
        .startsWith("note: Unfold is left out")
        .contains("error: there is no convolution or pooling in this text");
  }

  /** Without a convolution and a plain pooling, paddings and adaptive poolings are the sheet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReflectionPad2d((1, 1, 1, 1))",
        "ConstantPad1d(padding=(0, 2), value=0)",
        "Chomp1d()",
        "AdaptiveAvgPool2d(output_size=(1, 1))",
        "AdaptiveMaxPool1d(output_size=3)",
      })
  void aModelWithoutOtherLayersHasASheet(String module) {
    String text = "Net(\n  (a): " + module + "\n  (b): ReLU()\n)\n";
    for (String format : List.of("text", "json", "csv", "markdown", "html")) {
      CommandRun run = CommandRun.withInput(text, "scan", "-", "--format", format);
      assertThat(run.exitCode()).as(format).isEqualTo(ExitCode.OK);
      String name = module.substring(0, module.indexOf('('));
      assertThat(run.out()).as(format).contains(name);
      assertThat(run.err()).as(format).isEmpty();
    }
  }

  @Test
  void anAdaptivePoolingOfAKnownInputIsAPlainOne() {
    String text =
        """
        Sequential(
          (0): Unfold(kernel_size=3, dilation=(1, 2), padding=1, stride=2)
          (1): AdaptiveMaxPool1d(output_size=5)
          (2): AdaptiveAvgPool1d(output_size=2)
          (3): AdaptiveAvgPool1d(output_size=(None,))
        )
        """;
    CommandRun run =
        CommandRun.withInput(text, "scan", "-", "--input-shape", "1,3,10,9", "--verify");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("Sequential: 3 poolings\n")
        .containsPattern(
            "1 +AdaptiveMaxPool1d\\(output_size=5\\) +\\(1, 27, 5\\) +max_pool1d.*\\[4\\]")
        .containsPattern(
            "2 +AdaptiveAvgPool1d\\(output_size=2\\) +\\(1, 27, 2\\) +avg_pool1d.*strides=2")
        .contains("agree    1: max_pool1d (1, 27, 20) -> (1, 27, 5)")
        .contains("has these windows for this input size only");
    CommandRun uneven = CommandRun.withInput(text, "scan", "-", "--input-shape", "1,3,10,11");
    assertThat(uneven.out()).contains("3 poolings");
  }

  /** A row each, in the model's order; the worksheet's note names a class once. */
  @Test
  void whatIsLeftOutHasARow() {
    String text =
        """
        Net(
          (a): Sequential(
            (0-1): 2 x Unfold(kernel_size=3, dilation=1, padding=0, stride=2)
          )
          (b): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
          (c): Unfold(kernel_size=3, dilation=1, padding=0, stride=2)
        )
        """;
    CommandRun json = CommandRun.withInput(text, "scan", "-", "--format", "jsonl");
    List<String> lines = json.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1))
        .isEqualTo(
            "{\"name\":\"a.1\",\"class\":\"Unfold\",\"spec\":null,\"plan\":null,"
                + "\"watch\":[\"Unfold is left out: it rearranges windows and computes nothing\"]}");
    assertThat(lines.get(2)).startsWith("{\"name\":\"b\",\"class\":\"Conv2d\",\"spec\":{");
    CommandRun csv = CommandRun.withInput(text, "scan", "-", "--format", "csv");
    assertThat(csv.out().lines().toList().get(4))
        .matches("c,Unfold,,.*,Unfold is left out: it rearranges windows and computes nothing,,,,");
    CommandRun markdown = CommandRun.withInput(text, "scan", "-", "--format", "markdown");
    assertThat(markdown.out())
        .contains(
            "| `c` | `Unfold(kernel_size=3, dilation=1, padding=0, stride=2)` | none | Unfold");
    assertThat(CommandRun.withInput(text, "scan", "-").err())
        .isEqualTo(
            "note: Unfold is left out: it rearranges windows and computes nothing (line 3, a.0, and 2"
                + " more)\n");
  }

  /** A constant other than zero is not told as zeros. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ConstantPad2d(padding=(0, 1, 0, 1), value=-inf) | constant -inf",
        "ConstantPad2d(padding=(0, 1, 0, 1), value=inf) | constant inf",
        "ConstantPad2d(padding=(0, 1, 0, 1), value=0.5) | constant 0.5",
        "ConstantPad2d(padding=(0, 1, 0, 1), value=3.0) | constant 3",
        "ConstantPad2d(padding=(0, 1, 0, 1), value=0.0) | zeros",
        "ZeroPad2d((0, 1, 0, 1)) | zeros",
        "ReflectionPad2d((0, 1, 0, 1)) | reflect",
      })
  void theConstantOfAPadIsInItsMode(String pad, String mode) {
    String text =
        "Sequential(\n(0): "
            + pad
            + "\n(1): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)\n)";
    CommandRun csv = CommandRun.withInput(text, "scan", "-", "--format", "tsv");
    List<String> lines = csv.out().lines().toList();
    int column = List.of(lines.get(0).split("\t", -1)).indexOf("padding_mode");
    assertThat(lines.get(1).split("\t", -1)[column]).isEqualTo(mode);
  }

  /** A class that is not known may compute something else than its name says. */
  @ParameterizedTest
  @ValueSource(
      strings = {"TransConv2d", "Conv2d_T", "TConv2d", "upconv2d", "ConvTp1d", "UnConv2d", "Gated"})
  void aClassThatIsNotKnownHasNoPlan(String className) {
    String text = "Net(\n  (a): " + className + "(3, 4, kernel_size=(2, 2), stride=(2, 2))\n)\n";
    CommandRun run = CommandRun.withInput(text, "scan", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Net: 1 convolution, 1 not translated\n")
        .contains(" none ")
        .contains("its class is unknown: it may pad, or compute something other than Conv2d");
    CommandRun proof = CommandRun.withInput(text, "scan", "-", "--verify");
    assertThat(proof.exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  /** Padding of an amount that is not printed ends what is known of the sizes. */
  @Test
  void paddingThatIsNotPrinted() {
    String text =
        """
        Sequential(
          (0): Conv1d(3, 8, kernel_size=(3,), stride=(1,), padding=(2,))
          (1): Chomp1d()
          (2): Conv1d(8, 8, kernel_size=(3,), stride=(1,), padding=(2,))
          (3): SamePad()
          (4): Identity()
          (5): Sequential(
            (0): Conv1d(8, 8, kernel_size=(3,), stride=(2,))
          )
        )
        """;
    CommandRun run = CommandRun.withInput(text, "scan", "-", "--input-shape", "1,3,20");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Sequential: 3 convolutions and 2 paddings\n")
        .contains("Chomp1d()")
        .contains("Chomp1d crops the end by an amount that is not printed")
        .contains(
            "Chomp1d() (1) directly behind it pads or crops, and is not part of its translation.",
            "Chomp1d() (1) directly in front of it pads or crops, and is not part",
            "SamePad() (3) directly in front of it pads or crops, and is not part");
    assertThat(run.err())
        .contains("note: 1 pads or crops by an amount that is not printed, so later sizes");
  }

  @Test
  void aLayerThatPyTorchWouldNotHave() {
    String text = NET.replace("stride=(6,)", "stride=(0,)");
    CommandRun run = CommandRun.withInput(text, "scan", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).contains("conv1  Conv2d(", "up     ConvTranspose1d(...)", "none");
    assertThat(run.err())
        .startsWith("error: stride must be at least 1 (got 0)\n  --> <stdin>:5:9\n");
    CommandRun json = CommandRun.withInput(text, "scan", "-", "--format", "jsonl");
    assertThat(json.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(json.out())
        .contains("\"class\":\"ConvTranspose1d\",\"spec\":null,\"plan\":null,")
        .contains("\"error\":{\"message\":\"stride must be at least 1 (got 0)\"");
  }

  /** PowerShell writes what it redirects in UTF-16. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE-BOM", "UTF-8-BOM"})
  void encodings(String encoding) throws IOException {
    Path file = folder.resolve("model.txt");
    String mark = encoding.endsWith("-BOM") ? "\uFEFF" : "";
    Files.writeString(
        file,
        mark + NET.replace("conv1", "größe"),
        java.nio.charset.Charset.forName(encoding.replace("-BOM", "")));
    CommandRun run = CommandRun.of("scan", file.toString(), "--format", "jsonl");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("{\"name\":\"größe\",").hasLineCount(4);
  }

  /** Whatever is in the text, the answer is a whole one, or none and a reason. */
  @Test
  void mutatedTexts() throws IOException {
    List<String> texts =
        List.of(
            Files.readString(MODELS.resolve("tv-alexnet.txt")),
            Files.readString(MODELS.resolve("hf-UnivNetModel.txt")),
            NET);
    Matcher pieces = Pattern.compile("[A-Za-z0-9_]+|\\s+|.").matcher(texts.get(1) + NET);
    List<String> parts = pieces.results().map(r -> r.group()).distinct().toList();
    int[] codes = new int[3];
    SplittableRandom random = new SplittableRandom(77);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder(texts.get(i % texts.size()));
            for (int change = random.nextInt(6); change >= 0; change--) {
              int at = random.nextInt(text.length());
              int end = Math.min(at + random.nextInt(30), text.length());
              switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, parts.get(random.nextInt(parts.size())));
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.insert(at, (char) random.nextInt(0x300));
              }
            }
            CommandRun run =
                CommandRun.withInput(text.toString(), "scan", "-", "--format", "jsonl");
            assertThat(run.exitCode()).as("%s\n%s", run.err(), text).isIn(0, 2);
            codes[run.exitCode()]++;
            requireJson(run.out());
          }
        });
    assertThat(codes[0]).isGreaterThan(200);
    assertThat(codes[2]).isGreaterThan(200);
  }

  private static void requireJson(String lines) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(lines)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "(a): B(\n",
        "(0-9): 10 x A(\n",
        "a",
        "Conv2d(",
        "\u0000\u0001é\uD800\r",
        "3, 4, kernel_size=(",
        "(a): Conv2d(3, 4, kernel_size=(3, 3), stride=("
      })
  void aMillionCharacters(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    for (String whole : List.of(text, "Net(\n" + text, "Net(\n  (a): " + text + "\n)\n")) {
      CommandRun run =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> CommandRun.withInput(whole, "scan", "-", "--format", "jsonl"));
      assertThat(run.exitCode()).as(run.err()).isIn(0, 2);
      assertThat(run.err().length()).isLessThan(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[", "nn.Conv2d(", "1+", "-", "(3-1)//2*", "a.", "'", "\u0000", "é\t\r\n"})
  void expressionsOfAMillionCharacters(String piece) {
    String text = "nn.Conv2d(3, 64, " + piece.repeat(1_000_000 / piece.length());
    String nested = "nn.Conv2d(3, 64, " + piece.repeat(10_000);
    for (String expression : List.of(text, nested)) {
      CommandRun run =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> CommandRun.of("translate", expression));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("error: ").doesNotContain("Exception", "\tat ");
      assertThat(run.err().length()).isLessThan(20_000);
    }
  }
}
