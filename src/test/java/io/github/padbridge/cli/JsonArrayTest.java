package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.json.JsonRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --format json} gives an array, whatever it is asked for and however many there are. */
class JsonArrayTest {
  private static final String LAYER =
      "{\"op\":\"conv1d\",\"kernel_size\":3,\"input_shape\":[1,1,9]}";
  private static final String REFUSED = "{\"op\":\"conv1d\",\"kernel_size\":0}";

  private static void assertArray(CommandRun run, int size) {
    assertThat(run.out()).startsWith("[\n").endsWith("\n]\n");
    List<String> pointers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      pointers.add("/" + i);
    }
    assertThat(TestData.parsed(run.out()))
        .extracting(JsonRecord::pointer)
        .containsExactlyElementsOf(pointers);
  }

  private static CommandRun run(String input, String command) {
    return CommandRun.withInput(input, (command + " --format json").split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate -",
        "verify -",
        "verify - --strategy all",
        "matrix -",
        "matrix - --verify",
        "matrix - --unfold"
      })
  void ofRecords(String command) {
    assertArray(run(LAYER, command), 1);
    assertArray(run("[" + LAYER + "]", command), 1);
    assertArray(run(LAYER + "\n" + LAYER + "\n", command), 2);
    assertArray(run("[" + LAYER + "," + LAYER + "]", command), 2);
    assertArray(run(REFUSED, command), 1);
    assertArray(run(LAYER + "\n" + REFUSED + "\n" + LAYER, command), 3);
    assertArray(run("", command), 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate nn.Conv1d(1,1,3)",
        "verify conv1d --kernel-size 3",
        "matrix nn.Conv1d(1,1,3) --input-shape 1,1,4",
        "pad F.pad(x,(1,2))",
        "pad F.pad(x,(1,2,3))",
        "table conv1d --kernel-size 3 --input-size 9"
      })
  void ofOneOnTheCommandLine(String command) {
    assertArray(run("", command), 1);
  }

  @Test
  void ofPrintedModels() {
    String line = "Conv1d(1, 1, kernel_size=(3,), stride=(1,))\n";
    assertArray(run(line, "scan -"), 1);
    assertArray(run("M(\n  (a): " + line + "  (b): " + line + ")\n", "scan -"), 2);
  }

  @Test
  void ofNothing() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), out, System.err);
    new AnswerWriter(Format.JSON, console).finish();
    assertThat(out).hasToString("[]\n");
  }

  @Test
  void bothFormsAreExpectedPlans(@TempDir Path folder) throws IOException {
    Path plans = folder.resolve("plans.json");
    String array = run(LAYER, "translate -").out();
    for (String text : List.of(array, array.substring(2, array.length() - 3))) {
      Files.writeString(plans, text);
      CommandRun run = CommandRun.withInput(LAYER, "verify", "-", "--expect", plans.toString());
      assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
    }
  }
}
