package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslateCommandTest {
  private static final String GOLDEN = "src/test/resources/golden/";

  private static JsonObject object(JsonRecord record) {
    return (JsonObject) record.require();
  }

  private static JsonValue at(JsonValue value, String... path) {
    for (String key : path) {
      value =
          value instanceof JsonArray array
              ? array.items().get(Math.floorMod(Integer.parseInt(key), array.items().size()))
              : ((JsonObject) value).fields().get(key);
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nn.Conv2d(3, 4, 3, stride=2, padding=1)",
        "nn.AvgPool2d(3, stride=2, padding=1)",
        "nn.Conv2d(3, 4, 3, padding=1, padding_mode='reflect')",
      })
  void aPyTorchPlanHasNoWarningsOfTensorFlow(String layer) {
    CommandRun run = CommandRun.of("translate", layer, "--to=pytorch");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("PyTorch plan").doesNotContain("Warning");
    assertThat(CommandRun.of("translate", layer).out()).contains("Warning");
  }

  @Test
  void jsonLinesAnswerEveryRecordInOrder() {
    CommandRun run =
        CommandRun.of("translate", "--format", "jsonl", GOLDEN + "pytorch-verdicts.jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).isEmpty();
    List<JsonRecord> verdicts = TestData.golden("pytorch-verdicts.jsonl");
    List<JsonRecord> answers = TestData.parsed(run.out());
    assertThat(run.out().lines().count()).isEqualTo(1500);
    assertThat(answers).hasSize(1500);
    int translated = 0;
    for (int i = 0; i < 1500; i++) {
      JsonObject verdict = object(verdicts.get(i));
      JsonObject answer = object(answers.get(i));
      assertThat(at(answer, "id").quoted()).isEqualTo(at(verdict, "id").quoted());
      if (at(verdict, "accepted").quoted().equals("true")) {
        assertThat(answer.fields().keySet())
            .containsExactly("id", "spec", "output_shape", "formulas", "plan");
        String shape = at(verdict, "output_shape").quoted();
        assertThat(at(answer, "output_shape").quoted()).isEqualTo(shape);
        assertThat(at(answer, "plan", "steps", "-1", "shape").quoted()).isEqualTo(shape);
        translated++;
      } else {
        assertThat(answer.fields().keySet()).containsExactly("id", "error");
        assertThat(at(answer, "error", "message").quoted()).isNotEmpty();
        assertThat(at(answer, "error", "pointer").quoted()).startsWith("\"/spec");
        assertThat(at(answer, "error", "line").quoted()).isEqualTo(Integer.toString(i + 1));
      }
    }
    assertThat(translated).isEqualTo(416);
  }

  /** What is written as "spec" is itself a spec, and the same one. */
  @Test
  void theNormalisedSpecIsAFixedPoint() {
    CommandRun once =
        CommandRun.of(
            "translate",
            "--format",
            "jsonl",
            GOLDEN + "pytorch.jsonl",
            GOLDEN + "pytorch-corners.jsonl");
    assertThat(once.exitCode()).isEqualTo(ExitCode.OK);
    StringBuilder specs = new StringBuilder();
    once.out()
        .lines()
        .forEach(
            line -> {
              int id = line.indexOf("\"id\":");
              int spec = line.indexOf("\"spec\":");
              int end = line.indexOf(",\"output_shape\":");
              specs.append('{').append(line, id, spec).append(line, spec, end).append("}\n");
            });
    CommandRun twice =
        CommandRun.withInput(specs.toString(), "translate", "--format", "jsonl", "-");
    assertThat(twice.out()).isEqualTo(once.out());
    assertThat(twice.out().lines().count()).isEqualTo(800);
  }

  @Test
  void jsonIsAnArrayForOneLayerToo() {
    JsonRecord one =
        TestData.parsed(
                CommandRun.of("translate", "--format", "json", "examples/transposed-3d.json").out())
            .get(0);
    assertThat(one.pointer()).isEqualTo("/0");
    assertThat(at(one.require(), "output_shape").quoted()).isEqualTo("[1, 2, 5, 12, 9]");
    List<JsonRecord> several =
        TestData.parsed(
            CommandRun.of("translate", "--format", "json", "examples/forward.json").out());
    assertThat(several).extracting(JsonRecord::pointer).containsExactly("/0", "/1", "/2", "/3");
  }

  @Test
  void optionsAndJsonSayTheSame() {
    CommandRun options =
        CommandRun.of(
            "translate",
            "conv2d",
            "--in-channels",
            "4",
            "--out-channels",
            "6",
            "--kernel-size",
            "3,5",
            "--stride",
            "(2, 1)",
            "--padding",
            "1,0",
            "--dilation",
            "2",
            "--groups",
            "2",
            "--no-bias",
            "--padding-mode",
            "circular",
            "--input-shape",
            "[?,4,9,9]",
            "--format",
            "jsonl");
    String json =
        "{\"op\": \"conv2d\", \"in_channels\": 4, \"out_channels\": 6, \"kernel_size\": [3, 5], \"stride\": [2, 1],"
            + " \"padding\": [1, 0], \"dilation\": 2, \"groups\": 2, \"bias\": false, \"padding_mode\": \"circular\","
            + " \"input_shape\": [null, 4, 9, 9]}";
    CommandRun spec = CommandRun.withInput(json, "translate", "-", "--format", "jsonl");
    assertThat(options.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(options.out()).isEqualTo(spec.out());
    assertThat(options.out()).contains("\"output_shape\":[null,6,4,1]");
  }

  @Test
  void optionsOverrideAFile() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "examples/forward.json",
            "--stride",
            "1",
            "--groups",
            "1",
            "--format",
            "jsonl");
    assertThat(run.out().lines().toList().get(3)).contains("\"stride\":[1,1]").contains("any-size");
  }

  @Test
  void textShowsExpressionsWhereSizesAreOpen() {
    CommandRun run =
        CommandRun.of(
            "translate",
            "conv_transpose1d",
            "--kernel-size",
            "4",
            "--stride",
            "2",
            "--padding",
            "1");
    assertThat(run.out())
        .contains("(N, C_in, L_in) -> (N, C_out, 2*L_in)")
        .contains("= (L_in - 1)*2 - 2*1 + 1*(4 - 1) + 0 + 1\n        = 2*L_in\n")
        .contains("output_shape=[N, 2*L_in + 2, C_out]");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  @Test
  void pythonHoldsEveryLayerUnderItsIdAndAnotherName() {
    String spec = ", \"op\": \"conv1d\", \"kernel_size\": 1}\n";
    CommandRun run =
        CommandRun.withInput(
            "{\"id\": \"a.b\""
                + spec
                + "{\"id\": \"a b\""
                + spec
                + "{\"id\": 7, \"name\": \"lambda\""
                + spec
                + "{\"id\": \"a.b\""
                + spec
                + "{\"id\": \"q\\\"\\n\""
                + spec
                + "{\"name\": null"
                + spec,
            "translate",
            "-",
            "--format",
            "python");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: two layers have this id").contains("<stdin>:4:1");
    assertThat(run.out())
        .endsWith(
            """
            LAYERS = {
                "a.b": a_b,
                "a b": a_b_2,
                7: lambda_2,
                # not translated: "a.b": two layers have this id
                "q\\x22\\x0a": q,
                "conv1d": conv1d,
            }
            """);
    assertThat(run.out()).contains("def a_b(x, weight, bias):").contains("def lambda_2(");
  }

  @Test
  void dataFormatGoesWithPythonOnly() {
    CommandRun run =
        CommandRun.of(
            "translate", "conv1d", "--kernel-size", "1", "--data-format", "channels_last");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: --data-format needs --format python");
  }

  @Test
  void kerasIsRefusedWithTheReasonAndTheStrategyThatCan() {
    CommandRun run = CommandRun.of("translate", "examples/forward.json", "--format", "keras");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .contains(
            "error: strategy keras needs padding_mode zeros (got circular)\n  --> examples/forward.json:26:3 (/2)\n")
        .contains("  help: pad-slice works for this layer; use --format python\n");
    assertThat(run.out())
        .contains("\"same\": same,\n")
        .contains("\"any-size\": any_size,\n")
        .contains("\"reflect\": reflect,\n")
        .contains("# not translated: \"circular\": strategy keras needs ");
    CommandRun other =
        CommandRun.of(
            "translate", "conv1d", "--kernel-size", "1", "--format", "keras", "--strategy", "same");
    assertThat(other.err()).startsWith("error: --format keras needs --strategy keras");
  }
}
