package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around, between and inside the modules of real texts. */
class ModelTextTest {
  private static final String CONV = "Conv2d(3, 3, kernel_size=(3, 3), stride=(1, 1))";

  private static final String NET =
      """
      Net(
        (a): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)
        (b): ModuleList(
          (0-1): 2 x Block(
            (c): ParametrizedConv1d(
              8, 8, kernel_size=(3,), stride=(1,)
              (parametrizations): ModuleDict(
                (weight): ParametrizationList(
                  (0): _WeightNorm()
                )
              )
            )
            (act): ReLU(inplace=True)
          )
          (2): ConvTranspose1d(8, 4, kernel_size=(4,), stride=(2,), padding=(1,))
        )
      )
      """;

  private static final List<String> NAMES = List.of("a", "b.0.c", "b.1.c", "b.2");

  private static List<String> names(String text) {
    return PrintedModelsTest.layers(text).stream().map(ModelLayer::name).toList();
  }

  private static List<String> messages(String text) {
    return Model.read(new SourceText("model.txt", text)).faults().stream()
        .map(fault -> fault.place().line() + ": " + fault.message())
        .toList();
  }

  @Test
  void theModelItself() {
    assertThat(names(NET)).isEqualTo(NAMES);
    assertThat(messages(NET)).isEmpty();
    assertThat(names(CONV)).containsExactly("");
  }

  @Test
  void aLogAroundIt() {
    String log = ">>> print(model)\n" + NET + ">>> exit()\nloaded (3 files)\n)\n(done): yes\n";
    assertThat(names(log)).isEqualTo(NAMES);
    assertThat(names("INFO root: model is Net(\n" + NET.substring(5))).isEqualTo(NAMES);
    assertThat(names("main(\nretrying (\n" + NET)).isEqualTo(NAMES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T10:00:00.#Z ",
        "[rank0]:",
        "web_1  | ",
        "\t",
        "    ",
        "# ",
        "I1121 10:#:00 x.py:3] "
      })
  void aPrefixOnEveryLine(String prefix) {
    StringBuilder text = new StringBuilder("starting\n");
    int second = 10;
    for (String line : NET.lines().toList()) {
      text.append(prefix.replace("#", "" + second++)).append(line).append('\n');
    }
    assertThat(names(text.toString())).isEqualTo(NAMES);
    assertThat(messages(text.toString())).isEmpty();
  }

  /** The log's own prefix ends where the program's words begin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02 10:00:# INFO | Model built: ",
        "[rank0]: | model = ",
        "I1121 10:#:00 x.py:3] | Built ",
        "web_1  \\| | the model is ",
      })
  void wordsBehindThePrefix(String prefixAndWords) {
    String[] parts = prefixAndWords.split("(?<!\\\\)\\| ", -1);
    String prefix = parts[0].replace("\\|", "|");
    StringBuilder text = new StringBuilder();
    int second = 10;
    for (String line : NET.lines().toList()) {
      text.append(prefix.replace("#", "" + second++));
      text.append(second == 11 ? parts[1] : "").append(line).append('\n');
    }
    assertThat(names(text.toString())).isEqualTo(NAMES);
    assertThat(names(text.toString().replace("\n", "\n\n"))).isEqualTo(NAMES);
    assertThat(messages(text.toString())).isEmpty();
  }

  /** Text in front of a line that cannot be told from the model makes all of it doubtful. */
  @ParameterizedTest
  @ValueSource(strings = {"[main] ", "INFO at %s: ", "%s> "})
  void modulesBehindOtherText(String prefix) {
    StringBuilder text = new StringBuilder();
    int line = 0;
    for (String content : NET.lines().toList()) {
      boolean isFirst = line == 0;
      text.append(
          isFirst ? "start: " : String.format(prefix, "abcdefghijklmnop".charAt(line % 16)));
      text.append(content).append('\n');
      line++;
    }
    assertThatThrownBy(() -> names(text.toString()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("unknown text precedes this module");
  }

  @Test
  void indentationThatWasLostOrChanged() {
    assertThat(names(NET.replaceAll("(?m)^ +", ""))).isEqualTo(NAMES);
    assertThat(names(NET.replace("  ", "\t"))).isEqualTo(NAMES);
    assertThat(names(NET.replace("  ", "    "))).isEqualTo(NAMES);
    assertThat(names(NET.replace("  ", "\u00A0\u00A0"))).isEqualTo(NAMES);
    assertThat(names(NET.replace("\n", "\r\n"))).isEqualTo(NAMES);
    assertThat(names(NET.replace("\n", "\n\n"))).isEqualTo(NAMES);
    assertThat(names(NET.replace("(a)", "\u001B[32m(a)\u001B[0m"))).isEqualTo(NAMES);
  }

  /** At every width down to that of the longest name, with and without blanks at the ends. */
  @Test
  void linesThatATerminalHasBroken() {
    List<String> expected = described(NET);
    int widths = 0;
    for (int width = 28; width <= 90; width++) {
      StringBuilder broken = new StringBuilder();
      for (String line : NET.lines().toList()) {
        broken.append(line.replaceAll("(.{" + width + "})(?=.)", "$1\n")).append('\n');
      }
      assertThat(described(broken.toString())).as("%s\n%s", width, broken).isEqualTo(expected);
      String trimmed = broken.toString().replaceAll("(?m) +$", "");
      assertThat(described(trimmed)).as("%s\n%s", width, trimmed).isEqualTo(expected);
      widths++;
    }
    assertThat(widths).isEqualTo(63);
  }

  @Test
  void aConvolutionByItselfThatATerminalHasBroken() {
    String conv = "Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=same, bias=False)";
    for (int width = 14; width < conv.length(); width++) {
      String broken = conv.replaceAll("(.{" + width + "})(?=.)", "$1\n");
      assertThat(described(broken)).as(broken).isEqualTo(described(conv));
    }
  }

  /** Deeper than the terminal is wide: a line of blanks, and the rest on the next. */
  @Test
  void indentationThatFillsALine() {
    StringBuilder text = new StringBuilder("Net(\n");
    for (int depth = 1; depth <= 25; depth++) {
      text.append("  ".repeat(depth)).append("(m").append(depth).append("): Net(\n");
    }
    text.append("  ".repeat(26)).append("(c): ").append(CONV).append('\n');
    for (int depth = 25; depth >= 0; depth--) {
      text.append("  ".repeat(depth)).append(")\n");
    }
    String broken = text.toString().replaceAll("(?m)(.{40})(?=.)", "$1\n");
    assertThat(names(broken)).isEqualTo(names(text.toString()));
  }

  private static List<String> described(String text) {
    return PrintedModelsTest.layers(text).stream()
        .map(layer -> layer.name() + layer.className() + layer.spec())
        .toList();
  }

  @Test
  void linesThatAreNumbered() {
    int width = 1;
    StringBuilder cat = new StringBuilder();
    StringBuilder grep = new StringBuilder();
    StringBuilder seconds = new StringBuilder();
    for (String line : NET.lines().toList()) {
      cat.append(String.format("%6d\t%s%n", width, line));
      grep.append(width).append(':').append(line).append('\n');
      seconds.append(width + 90).append(".125s ").append(line).append('\n');
      width++;
    }
    assertThat(names(cat.toString())).isEqualTo(NAMES);
    assertThat(names(grep.toString())).isEqualTo(NAMES);
    assertThat(names(seconds.toString())).isEqualTo(NAMES);
  }

  @Test
  void aLineOfALogInsideAConvolution() {
    String text = NET.replace("stride=(1,)\n", "stride=(1,)\n2026-11-21 10:00:00 / WARNING (x\n");
    assertThat(described(text)).isEqualTo(described(NET));
  }

  @Test
  void linesOfALogThatEndWithBracketsAreNoModels() {
    String log = "x.py:3: UserWarning: bla\n  warnings.warn(\nLoading (please wait)\ndone(42)\n";
    Model model = Model.read(new SourceText("m", log + NET + log));
    assertThat(model.count()).isEqualTo(1);
    assertThat(names(log + NET + log)).isEqualTo(NAMES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(0-3): 9 x ", "(5-3): 3 x ", "(0-1999999999): 1999999999 x ", "(0-0): 0 x "})
  void aRangeAndItsCountGoTogether(String header) {
    assertThat(messages("Net(\n  " + header + CONV + "\n)"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("2: the range (");
  }

  @Test
  void severalModels() {
    List<ModelLayer> layers =
        PrintedModelsTest.layers(NET + "and\n" + NET + "Gan(\n  (g): " + CONV + "\n)");
    assertThat(layers)
        .extracting(ModelLayer::model)
        .containsExactly(
            "Net", "Net", "Net", "Net", "Net (2)", "Net (2)", "Net (2)", "Net (2)", "Gan");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(0-3): 4 x | 0 1 2 3",
        "(7-8): 2 x | 7 8",
        // Keys of a ModuleDict, not ranges.
        "(0-3): | 0-3",
        "(block1-0): | block1-0",
        "(x (y)): | x (y)",
        "(key: value): | key: value",
        "(größe): | größe",
        "(a/b c): | a/b c",
      })
  void names(String header, String expected) {
    List<String> names =
        expected.matches("[0-9 ]+") ? List.of(expected.split(" ")) : List.of(expected);
    assertThat(names("ModuleDict(\n  " + header + " " + CONV + "\n)")).isEqualTo(names);
  }

  @Test
  void repeatsStandOneAfterTheOther() {
    String block = "Block(\n    (a): " + CONV + "\n    (b): " + CONV + "\n  )";
    assertThat(names("Net(\n  (0-1): 2 x " + block + "\n)"))
        .containsExactly("0.a", "0.b", "1.a", "1.b");
  }

  @Test
  void whatOtherModulesPrintIsNoModule() {
    String text =
        """
        Net(
          (a): Matcher MaskFormerHungarianMatcher
              cost_class: (1
          (b): Lambda(<function f at 0x7f3a>)
          (c): Weird(one=1,
            two=(2,
          )
          Normalize(mean=[0.5], std=[0.2])
          (d): ParameterList(  (0): Parameter containing: [torch.float32 of size 3])
          (e): None
          (f-g): 2 x None
          (h): Norm(
            64, eps=1e-05
            init_cfg={'type': 'Constant', 'val': ')'}
            (drop): Identity()
          )
          init_cfg={'type': 'Kaiming'}
          (i): CONV
        )
        """
            .replace("CONV", CONV);
    assertThat(PrintedModelsTest.layers(text))
        .extracting(layer -> layer.model() + "." + layer.name())
        .containsExactly("Net.i");
    assertThat(messages(text)).isEmpty();
  }

  /** Indentation tells where a module ends whose own text has left a bracket open. */
  @Test
  void aBracketThatIsNeverClosed() {
    String text =
        """
        Net(
          (a): Block(
            (b): Odd(
              (c): CONV
          )
          (d): Tree(
            (e): Odd(
            (f): CONV
          )
          (g): CONV
        )
        """
            .replace("CONV", CONV);
    assertThat(names(text)).containsExactly("a.b.c", "d.f", "g");
    assertThat(messages(text)).isEmpty();
    String atTheEnd = "Net(\n  (a): Odd(\n    (b): " + CONV + "\n)\n";
    assertThat(names(atTheEnd)).containsExactly("a.b");
    assertThat(messages(atTheEnd)).isEmpty();
  }

  @Test
  void whatIsMissingIsSaid() {
    String cut = NET.substring(0, NET.indexOf("(act)"));
    assertThat(names(cut)).isEqualTo(NAMES.subList(0, 3));
    assertThat(messages(cut))
        .containsExactly("13: the text ends inside 0-1, Block, which begins on line 4");
    String tail = NET.substring(NET.indexOf("    (2)"));
    assertThat(names(tail)).containsExactly("2");
    String elided = NET.replace("    (act): ReLU(inplace=True)", "  ...");
    assertThat(messages(elided))
        .hasSize(1)
        .first()
        .asString()
        .contains("the text is incomplete here");
    assertThat(messages(cut + "\nGan(\n  (g): " + CONV + "\n)")).hasSize(1);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    String bomb = CONV;
    for (int i = 0; i < 4; i++) {
      bomb = "ModuleList(\n(0-999): 1000 x " + bomb + "\n)";
    }
    String repeated = bomb;
    assertThatThrownBy(() -> PrintedModelsTest.layers(repeated))
        .isInstanceOf(Refusal.class)
        .extracting(e -> ((Refusal) e).faults().get(0).message())
        .asString()
        .contains("repeats to more than 1000000 modules");
    String deep = "Net(\n" + "(a): Block(\n".repeat(10_000);
    assertThatThrownBy(() -> PrintedModelsTest.layers(deep)).isInstanceOf(Refusal.class);
  }

  /** What a class is taken for: its op, what it pads, and whether it is translated. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Conv2d | conv2d | no | yes | 0",
        "torch.nn.Conv2d | conv2d | no | yes | 0",
        "ParametrizedConv2d | conv2d | no | yes | 0",
        "Conv2dSame | conv2d | SAME | yes | 1",
        "ParametrizedConv2dSame | conv2d | SAME | yes | 1",
        "StdConv2dSame | conv2d | SAME | yes | 2",
        "ScaledStdConv2dSame | conv2d | SAME | yes | 2",
        "Conv2dDynamicSamePadding | conv2d | SAME | yes | 1",
        "Conv2dAdaptivePadding | conv2d | SAME | yes | 1",
        "StdConv2d | conv2d | no | yes | 1",
        "ScaledStdConv2d | conv2d | no | yes | 1",
        "WeightStandardizedConv2d | conv2d | no | yes | 0",
        "EfficientNetDepthwiseConv2d | conv2d | no | yes | 0",
        "QuantizedConv2d(Reference) | conv2d | no | yes | 1",
        // A class that is not known may compute something else.
        "MyConv2d | conv2d | no | no | 0",
        "TransConv2d | conv2d | no | no | 0",
        "Conv2d_T | conv2d | no | no | 0",
        "TConv2d | conv2d | no | no | 0",
        "upconv2d | conv2d | no | no | 0",
        "ConvTp2d | conv2d | no | no | 0",
        "UnConv2d | conv2d | no | no | 0",
        "MyConvTranspose2d | conv_transpose2d | no | no | 0",
        "Deconv | conv_transpose2d | no | no | 0",
        // These pad by a module inside them, which is missing.
        "Conv2dStaticSamePadding | conv2d | no | no | 0",
        "Conv2dSamePadding | conv2d | no | no | 0",
        "CausalConv2d | conv2d | no | no | 0",
        "LasrEncoderCTCHead | conv2d | no | no | 0",
        "UpConv2d | conv2d | no | no | 0",
        "ConvT2d | conv2d | no | no | 0",
        "UpsampleConv | conv2d | no | no | 0",
      })
  void classes(String className, String op, String pads, String translated, int notes) {
    String arguments = "(4, 4, kernel_size=(3, 3), stride=(2, 2))";
    List<ModelLayer> layers =
        PrintedModelsTest.layers("Net(\n  (a): " + className + arguments + "\n)");
    ModelLayer layer = layers.get(0);
    assertThat(layer.className()).isEqualTo(className);
    assertThat(layer.spec().opName()).isEqualTo(op);
    assertThat(((ConvSpec) layer.spec()).padsAtRuntime()).isEqualTo(pads.equals("SAME"));
    assertThat(layer.refusal()).isNull();
    assertThat(layer.doubt() == null).isEqualTo(translated.equals("yes"));
    assertThat(layer.notes()).hasSize(notes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeformConv2d(4, 4, kernel_size=(3, 3), stride=(1, 1))",
        "CondConv2d(4, 4, kernel_size=(3, 3), stride=(1, 1))",
        "QuantizedConv2d(4, 4, kernel_size=(3, 3), stride=(1, 1), scale=1.0, zero_point=0)",
        "SubMConv3d(4, 4, kernel_size=(3, 3, 3), stride=(1, 1, 1))",
      })
  void whatPrintsAlikeAndIsNoConvolutionIsLeftOut(String other) {
    ModelLayer row = PrintedModelsTest.rows("Net(\n  (a): " + other + "\n)").get(0);
    assertThat(row.isLeftOut()).isTrue();
    assertThat(row.notes())
        .containsExactly(
            other.substring(0, other.indexOf('('))
                + " is left out: it prints like a convolution but computes something else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Conv1D(nf=2304, nx=768)",
        "Conv2d()",
        "Unfold(kernel_size=(3, 3), dilation=1, padding=1, stride=1)",
        "Linear(in_features=4, out_features=4, bias=True)",
      })
  void whatDoesNotPrintAlikeIsNone(String other) {
    assertThat(names("Net(\n  (a): " + other + "\n)")).isEmpty();
  }

  @Test
  void whatRunsInsideAConvolutionIsSaid() {
    String text =
        """
        Net(
          (a): Conv2d(
            3, 8, kernel_size=(3, 3), stride=(1, 1), bias=False
            (norm): FrozenBatchNorm2d(num_features=8, eps=1e-05)
          )
          (b): Gated(
            gain=2.0, 4, 8, kernel_size=(3, 3), stride=(1, 1), demodulate=True
          )
        )
        """;
    List<ModelLayer> layers = PrintedModelsTest.layers(text);
    assertThat(layers.get(0).notes())
        .containsExactly("Its norm, FrozenBatchNorm2d, runs inside it and is not translated");
    assertThat(layers.get(1).notes())
        .containsExactly("It prints additional arguments: gain, demodulate");
  }
}
