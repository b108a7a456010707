package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Python file, by its name or on standard input: its layers and its notes. */
class PythonInputTest {
  private static final String UNET = "src/test/resources/python/unet.py";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private List<LayerInput> of(String file, String stdin) {
    err.reset();
    List<LayerInput> found = new ArrayList<>();
    new LayerInputs(
            "translate",
            List.of(file),
            Map.of(),
            Map.of(),
            null,
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .forEach(found::add);
    return found;
  }

  private String notes() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Line, column, name and layer, or the message. */
  private static String shown(LayerInput input) {
    String name = input.label().name() == null ? "" : " " + input.label().name();
    String what = input.failure() == null ? layer(input) : ((Refusal) input.failure()).getMessage();
    return input.place().line() + ":" + input.place().column() + name + ": " + what;
  }

  private static String layer(LayerInput input) {
    Layer layer = Objects.requireNonNull(input.layer()).spec();
    return layer.opName() + " " + layer.inputShape().rank();
  }

  private String shown(String python) {
    return of("-", python).stream().map(PythonInputTest::shown).collect(Collectors.joining("; "));
  }

  @Test
  void everyLiteralLayerOfARealFileIsARecordInItsOrder() {
    assertThat(of(UNET, "").stream().map(PythonInputTest::shown))
        .containsExactly(
            "34:21 stem: conv2d 4",
            "35:21 pool: max_pool2d 4",
            "37:13 encoder.0: conv2d 4",
            "39:50 encoder.2.1: conv2d 4",
            "42:13 up.0: conv_transpose2d 4",
            "43:34 up.1: conv_transpose2d 4",
            "45:64: conv2d 4",
            "46:23 broken: Conv2d has no argument 'kernal_size'",
            "55:13: avg_pool2d 4",
            "60:9 stem_conv: conv2d 4",
            "61:12: depthwise_conv2d 4");
    assertThat(notes().lines())
        .containsExactly(
            "note: " + UNET + ":25: nn.Conv2d(in_ch, ...) has arguments that are not literals",
            "note: "
                + UNET
                + ":39: nn.ReflectionPad2d(1) is skipped: only padbridge compare reads pads next to a"
                + " layer",
            "note: "
                + UNET
                + ":47: nn.Conv2d(config.width, ...) has arguments that are not literals",
            "note: "
                + UNET
                + ":54: F.conv2d(x, ...) has a weight of unknown shape: give the call with"
                + " --weight-shape");
  }

  @Test
  void theIdIsThePlace() {
    assertThat(of(UNET, "").get(0).label().id())
        .isEqualTo(new JsonValue.JsonString(0, 0, UNET + ":34:21"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Conv2d(3, 64, 3) | 1:1: conv2d 4",
        ">>> nn.Conv2d(3, 64, 3) | 1:5: conv2d 4",
        "Conv1d(3, 64, 3) | 1:1: conv1d 3",
        "self.a = nn.Conv2d(3, 64, 3).cuda() | 1:10 a: conv2d 4",
        "net.b = weight_norm(nn.Conv2d(3, 64, 3), 'w') | 1:21 net.b: conv2d 4",
        "y = nn.Conv2d(3, 64, 3)(x) | 1:5: conv2d 4",
        "a = nn.Sequential(nn.Conv1d(1, 2, 3), wn(nn.Conv2d(1, 2, 3))) | 1:19 a.0: conv1d 3; 1:42 a.1: conv2d 4",
        "a = nn.Sequential(*[nn.Conv1d(1, 2, 3), nn.Conv2d(1, 2, 3)]) | 1:21 a.0: conv1d 3; 1:41 a.1: conv2d 4",
        "a = nn.Sequential(nn.Sequential(nn.Conv1d(1, 2, 3))) | 1:33 a.0.0: conv1d 3",
        "a = f(2, nn.Conv1d(1, 2, 3)) | 1:10: conv1d 3",
        "lambda: nn.Conv1d(1, 2, 3) | 1:9: conv1d 3",
        "if x: a = nn.Conv1d(1, 2, 3) | 1:11: conv1d 3",
        "if isinstance(m, nn.Conv2d): m = nn.Conv1d(1, 2, 3) | 1:34: conv1d 3",
        "else: a = nn.Conv1d(1, 2, 3) | 1:11: conv1d 3",
        "a: nn.Module = nn.Conv1d(1, 2, 3) | 1:16 a: conv1d 3",
        "a: nn.Module = nn.ModuleList([nn.Conv1d(1, 2, 3)]) | 1:31 a.0: conv1d 3",
        "x = $; nn.Conv1d(1, 2, 3)\\nb = nn.Conv2d(1, 2, 3) | 2:5 b: conv2d 4",
        "x = 'open\\nb = nn.Conv2d(1, 2, 3) | 2:5 b: conv2d 4",
        "b = nn.Conv2d(1, 2, 3))\\nc = nn.Conv2d(1, 2, 3) | 1:5 b: conv2d 4; 2:5 c: conv2d 4",
        "f(nn.Conv2d(1, 2, 3)\\ndef g(): pass\\nc = nn.Conv2d(1, 2, 3) | 1:3: conv2d 4; 3:5 c: conv2d 4",
        "nn.Conv2d(3, 64\\nc = nn.Conv2d(1, 2, 3) | 2:5: conv2d 4",
        "import torch.nn as q\\nq.Conv2d(1, 2, 3) | 2:1: conv2d 4",
        "from torch.nn import Conv2d as C\\nC(1, 2, 3) | 2:1: conv2d 4",
        "from torch import nn\\nC = nn.Conv2d\\nC(1, 2, 3) | 3:1: conv2d 4",
        "L = tf.keras.layers\\nL.Conv2D(2, 3) | 2:1: conv2d 4",
        "k = 3\\np = k // 2\\nnn.Conv2d(1, 2, k, padding=p) | 3:1: conv2d 4",
        "k = (3, 5)\\nnn.Conv2d(1, 2, k) | 2:1: conv2d 4",
        "nn.Conv2d(1, 2) | 1:1: Conv2d needs kernel_size",
        "F.max_pool2d(x, 2) | 1:1: max_pool2d 4",
        "async def f(x):\\n  match x:\\n    case 1: nn.Conv1d(1, 2, 3) | 3:13: conv1d 3"
      })
  void theLayersOfAText(String python, String expected) {
    assertThat(shown(python.replace("\\n", "\n"))).isEqualTo(expected);
  }

  /** Each has one layer that is literal, so that the text is no error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Conv2d(a, b, 3) | 1: nn.Conv2d(a, ...) has arguments that are not literals",
        "nn.Conv2d(3, 64, kernel_size=k) | 1: nn.Conv2d(3, ...) has arguments that are not literals",
        "nn.Conv2d(*a) | 1: nn.Conv2d(...) has arguments that are not literals",
        "tf.nn.conv2d(x, w, 1, 'SAME') | 1: tf.nn.conv2d(x, ...) has a weight of unknown shape",
        "def f(k=3): nn.Conv2d(1, 2, k) | 1: nn.Conv2d(1, ...) has arguments that are not literals",
        "a = 3, 3\\nk = (a, a)\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nk = 5\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nfor k in (5,): nn.Conv2d(1, 2, k) | 2: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nk += 2\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = [3]\\nk.append(5)\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nf = lambda k: nn.Conv2d(1, 2, k) | 2: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\n[nn.Conv2d(1, 2, k) for k in (5,)] | 2: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\n(k := 4)\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nfrom c import *\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "k = 3\\nfrom c import k\\nnn.Conv2d(1, 2, k) | 3: nn.Conv2d(1, ...) has arguments that are not literals",
        "a, k = 2, 3\\nnn.Conv2d(1, 2, k) | 2: nn.Conv2d(1, ...) has arguments that are not literals",
        "nn.Conv2d(1, 2, 3 | 1: nn.Conv2d(...) cannot be read: this call is not closed",
        "x = $ | 1:5: this line cannot be read: U+0024 is not valid in Python"
      })
  void whatIsNotLiteralIsNotedAndNotGuessed(String python, String note) {
    String literal = "l = nn.Conv1d(1, 2, 3)\n";
    String shifted = python.replace("\\n", "\n");
    assertThat(of("-", shifted + "\n" + literal)).hasSize(1);
    assertThat(notes()).contains("note: <stdin>:" + note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class Conv2d(Base): pass\\nConv2d(3, 64, 3)",
        "def conv2d(x, w): pass\\nconv2d(x, 3)",
        "from .layers import Conv2D\\nConv2D(3, 3)",
        "from . import layers\\nlayers.Conv2D(3, 3)",
        "from flax import linen as nn\\nnn.Conv2d(3, 64, 3)",
        "def f(nn): nn.Conv2d(3, 64, 3)",
        "self.conv2d(x)",
        "# nn.Conv2d(3, 64, 3)\\nprint('nn.Conv2d(3, 64, 3)')",
        "def f(): pass",
        "nn.Conv2d(a, b, c)"
      })
  void withoutALiteralLayerAFileIsRefused(String python) {
    assertThat(of("-", python.replace("\\n", "\n")))
        .singleElement()
        .satisfies(
            input ->
                assertThat(((Refusal) Objects.requireNonNull(input.failure())).getMessage())
                    .isEqualTo("there is no layer call with literal arguments in this file"));
  }

  @Test
  void aFileIsPythonByItsName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.py"), "\n\nConv2d(3, 64, kernel_size=(3, 3))");
    assertThat(of(file.toString(), "").stream().map(PythonInputTest::shown))
        .containsExactly("3:1: conv2d 4");
  }

  @Test
  void jsonIsNoPython() {
    String json = "[{\"op\": \"conv1d\", \"kernel_size\": 3}]";
    assertThat(of("-", json)).singleElement().matches(input -> input.place().line() == 1);
    assertThat(of("-", "{\"op\": \"f(x)\"}").get(0).failure()).hasMessageContaining("op \"f(x)\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'nn.Conv2d(3, 64, 3)', 0",
    "'nn.Conv2d(3, 64, 3); nn.Conv2d(a, b, c)', 0",
    "'nn.Conv2d(3, 64, 3); nn.Conv2d(3, 64)', 2",
    "'nn.Conv2d(a, b, c)', 2",
    "'import os', 2",
    "'f(', 2"
  })
  void theExitCode(String python, int code) {
    for (String command : List.of("translate", "verify", "explain")) {
      CommandRun run = CommandRun.withInput(python, command, "-");
      assertThat(run.exitCode()).as(command).isEqualTo(code);
      assertThat(run.out().isEmpty()).isEqualTo(!python.contains("3, 64, 3") && code == 2);
    }
  }

  @Test
  void anErrorShowsItsLine() {
    CommandRun run =
        CommandRun.withInput("import os\n  a = nn.Conv2d(3, 0, 3)\n", "translate", "-");
    assertThat(run.err()).contains("--> <stdin>:2:20").contains("  a = nn.Conv2d(3, 0, 3)");
  }

  @Test
  void moreThanAMegabyteIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.py"), "#".repeat(1_000_001));
    assertThat(of(file.toString(), "").get(0).failure())
        .hasMessage("this file is longer than 1000000 bytes");
  }

  /**
   * Half a megabyte of what makes a careless reader slow: time that other processes take is none.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Conv2d(",
        "nn.Conv2d(lambda: ",
        "nn.Conv2d(3, 64)\\n",
        "nn.Conv2d(a)\\n",
        "a = nn.Conv2d(1, 2, 3)\\n",
        "[(",
        ")",
        "$\\n",
        "'''\\n\\\"",
        "k = k + nn.Conv2d\\n",
        "a.",
        "a",
        "\\n",
        "def f(",
        "class ",
        "for ",
        "lambda "
      })
  void aLongFileIsReadInTime(String part) {
    String text = part.replace("\\n", "\n");
    String python = "def f(): nn.Conv1d(1, 2, 3)\n" + text.repeat(450_000 / text.length());
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    AtomicLong taken = new AtomicLong();
    List<LayerInput> found =
        Assertions.assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () -> {
              long begin = clock.getCurrentThreadCpuTime();
              List<LayerInput> read = of("-", python);
              taken.set(clock.getCurrentThreadCpuTime() - begin);
              return read;
            });
    assertThat(Duration.ofNanos(taken.get())).isLessThan(Duration.ofSeconds(25));
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).failure()).isNull();
    assertThat(found.stream().map(LayerInput::failure))
        .allMatch(failure -> failure == null || failure instanceof Refusal);
  }

  /** A transposed convolution has the output size with which the file calls it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up = LAYER\\ny = up(x, output_size=[16, 16]) | (N, 8, 16, 16)",
        "up = LAYER\\ny = F.relu(up(x, [16, 15])) | (N, 8, 16, 15)",
        "size = (15, 16)\\ny = LAYER(x, output_size=size) | (N, 8, 15, 16)",
        "self.up = LAYER\\nx = self.up(x, output_size=(15, 16)) | (N, 8, 15, 16)",
        "up = LAYER\\ny = up(x, output_size=None) | (N, 8, 2*H_in - 1, 2*W_in - 1)",
        "up = LAYER\\ny = other(x, output_size=[16, 16]) | (N, 8, 2*H_in - 1, 2*W_in - 1)",
      })
  void anOutputSizeIsThatOfTheCall(String python, String output) {
    String layer = "nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)";
    List<LayerInput> found = of("-", python.replace("\\n", "\n").replace("LAYER", layer));
    assertThat(found).hasSize(1);
    Layer read = Objects.requireNonNull(found.get(0).layer()).spec();
    assertThat(read.outputShape()).hasToString(output);
    assertThat(notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up = LAYER\\ny = up(x, output_size=x.size()) | is called with an output_size that is not a"
            + " literal",
        "up = LAYER\\ny = up(up(x, output_size=[4, 4]), output_size=[8, 8])"
            + " | is called with several output sizes",
        "up = LAYER\\ny = up(up(x), output_size=[8, 8]) | is called with several output sizes",
        "up = LAYER\\nup = LAYER\\ny = up(x, output_size=[8, 8])"
            + " | is called with several output sizes",
      })
  void anOutputSizeThatIsUnclearIsNoted(String python, String note) {
    String layer = "nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)";
    String text = "conv = nn.Conv1d(1, 1, 3)\n" + python;
    assertThat(of("-", text.replace("\\n", "\n").replace("LAYER", layer))).hasSize(1);
    assertThat(notes()).contains("nn.ConvTranspose2d(8, ...) " + note);
  }
}
