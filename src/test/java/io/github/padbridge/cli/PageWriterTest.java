package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --format html} of explain and scan. */
class PageWriterTest {
  private static final String LAYER = "nn.Conv1d(2, 3, 5, padding=2)";

  @Test
  void whatAPageSaysIsProven() {
    CommandRun run = CommandRun.of("explain", LAYER, "--format", "html");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("✓ agree", "elements equal on ", "seed 20240229");
    CommandRun unproven = CommandRun.of("explain", LAYER, "--format", "html", "--no-verify");
    assertThat(unproven.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(unproven.out()).contains("not run").doesNotContain("✓ agree");
  }

  @Test
  void formulasArrowsAndOptionsAreNotBroken() {
    CommandRun run = CommandRun.of("explain", LAYER, "--format", "html");
    assertThat(run.out())
        .contains("<p class=\"formula\">y[p] = Σ x[", "(2, 2, 12) → (2, 3, 12), ")
        .contains("must be flipped: <span class=\"option\">--flip-kernel</span>.");
    CommandRun scan = CommandRun.of("scan", "examples/vocoder.txt", "--format", "html");
    assertThat(scan.out()).contains(") → add bias</code>").doesNotContain(" -&gt; add bias</code>");
  }

  @Test
  void aWrongCaseIsShownAsDifferent() {
    String record =
        """
        {"id": "bad",
         "spec": {"op": "conv1d", "kernel_size": 1, "input_shape": [1, 1, 2], "bias": false},
         "x": {"shape": [1, 1, 2], "data": [1, 2]}, "weight": {"shape": [1, 1, 1], "data": [3]},
         "y": {"shape": [1, 1, 2], "data": [3, 7]}}
        """;
    CommandRun run = CommandRun.withInput(record, "explain", "-", "--format", "html");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DIFFERS);
    String top = run.out().split("<h2", -1)[0];
    assertThat(top).contains("✗ DIFFERS", "1 of 2 elements differ, the largest by 1");
  }

  @Test
  void severalLayersAreOnOnePageWithWhatWasRefused() {
    String records =
        """
        {"id": "a", "op": "conv1d", "kernel_size": 3}
        {"id": "b", "op": "conv1d", "kernel_size": 0}
        """;
    CommandRun run = CommandRun.withInput(records, "explain", "-", "--format", "html");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("kernel_size").contains("<stdin>:2");
    assertThat(run.out())
        .contains("<h1>2 layers</h1>", "<a href=\"#layer1\">a</a>", "<td>b</td>")
        .contains("✓ agree");
    CommandRun none = CommandRun.of("explain", "conv1d", "--kernel-size", "0", "--format", "html");
    assertThat(none.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void optionsThatGoWithOtherFormatsAreRefused() {
    CommandRun text = CommandRun.of("explain", LAYER, "--verify");
    assertThat(text.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(text.err()).contains("--verify needs --format html");
    CommandRun animated = CommandRun.of("explain", LAYER, "--format", "html", "--animate");
    assertThat(animated.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(animated.err()).contains("--animate needs --format svg");
    assertThat(text.out() + animated.out()).isEmpty();
  }

  @Test
  void aModelHasATableOfItsLayers() {
    CommandRun run = CommandRun.of("scan", "examples/vocoder.txt", "--format", "html");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("<h1>Vocoder</h1>", ">conv_pre</a>", ">ups.1</a>", "id=\"layer5\"")
        .doesNotContain("id=\"layer6\"", "not run");
    CommandRun unproven =
        CommandRun.of("scan", "examples/vocoder.txt", "--format", "html", "--no-verify");
    assertThat(unproven.out()).contains("not run").doesNotContain("✓ agree");
  }

  @Test
  void aPageIsWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.html");
    String[] explain = {"explain", LAYER, "--format", "html", "-o", page.toString()};
    CommandRun run = CommandRun.of(explain);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    String written = Files.readString(page);
    assertThat(written).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    // What has no answer leaves the file as it is.
    CommandRun refused = CommandRun.of(explain[0], "nn.Conv1d(2, 3, 0)", "-o", page.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(page).hasContent(written);
    CommandRun model = CommandRun.of("scan", "examples/vocoder.txt", "-o", page.toString());
    assertThat(model.exitCode()).as(model.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(page)).startsWith("Vocoder: 6 convolutions");
    CommandRun itself = CommandRun.of("scan", page.toString(), "-o", page.toString());
    assertThat(itself.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(itself.err()).contains("this file is both input and output");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(page);
    }
  }

  /** What was found of one case is not told of another, though both are cases of one layer. */
  @Test
  void casesThatDifferAreNotToldWithThoseThatAgree() {
    String spec =
        "\"spec\": {\"op\": \"conv1d\", \"kernel_size\": 1, \"input_shape\": [1, 1, 2], \"bias\":"
            + " false},";
    String numbers =
        "\"x\": {\"shape\": [1, 1, 2], \"data\": [1, 2]}, \"weight\": {\"shape\": [1, 1, 1],"
            + " \"data\": [3]},";
    StringBuilder cases = new StringBuilder();
    for (String[] each : new String[][] {{"good", "6"}, {"bad", "7"}, {"again", "6"}}) {
      cases.append("{\"id\": \"" + each[0] + "\", " + spec + numbers);
      cases.append("\"y\": {\"shape\": [1, 1, 2], \"data\": [3, " + each[1] + "]}}\n");
    }
    CommandRun run = CommandRun.withInput(cases.toString(), "explain", "-", "--format", "html");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DIFFERS);
    String[] sections = run.out().split("<section ", -1);
    assertThat(sections).hasSize(3);
    assertThat(sections[1]).contains("Layers good, again", "✓ agree").doesNotContain("DIFFERS");
    assertThat(sections[2]).contains("Layer bad<", "✗ DIFFERS", "1 of 2 elements differ");
    assertThat(run.out()).contains("<a href=\"#layer1\">good</a>", "<a href=\"#layer2\">bad</a>");
  }

  /** A layer that a text does not tell all of has no proof, and nobody asked for one. */
  @Test
  void whatATextDoesNotTellIsNoFault() {
    String model =
        """
        Net(
          (a): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))
          (b): CausalConv1d(3, 8, kernel_size=(3,), stride=(1,))
        )
        """;
    int usual = CommandRun.withInput(model, "scan", "-").exitCode();
    CommandRun page = CommandRun.withInput(model, "scan", "-", "--format", "html");
    assertThat(page.exitCode()).as(page.err()).isEqualTo(usual).isEqualTo(ExitCode.OK);
    CommandRun asked = CommandRun.withInput(model, "scan", "-", "--format", "html", "--verify");
    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.UNUSABLE);
  }
}
