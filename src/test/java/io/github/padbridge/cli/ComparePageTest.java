package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code padbridge compare --format html}. */
class ComparePageTest {
  private static final String LEFT = "nn.Conv1d(1, 2, 3, stride=2, padding=1)";
  private static final String RIGHT = "keras.layers.Conv1D(2, 3, strides=2, padding='same')";

  @Test
  void aPageIsWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.html");
    CommandRun run =
        CommandRun.of("compare", LEFT, RIGHT, "--format", "html", "-o", page.toString());
    assertThat(run).isEqualTo(new CommandRun(ExitCode.DIFFERS, "", ""));
    String written = Files.readString(page);
    assertThat(written)
        .startsWith("<!DOCTYPE html>")
        .contains(">DIFFER at every even L_in; equal at every odd L_in</span></h1>")
        .endsWith("</html>\n");
    CommandRun refused =
        CommandRun.of("compare", LEFT, "nn.Conv1d(0)", "--format", "html", "-o", page.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(page).hasContent(written);
    CommandRun itself = CommandRun.of("compare", LEFT, page.toString(), "-o", page.toString());
    assertThat(itself.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(itself.err()).contains("this file is both input and output");
    assertThat(page).hasContent(written);
  }

  @Test
  void aFileOfPairsIsOnePage(@TempDir Path folder) throws IOException {
    Path pairs = folder.resolve("pairs.jsonl");
    Files.writeString(
        pairs,
        """
        {"id": "same", "left": "nn.Conv1d(1, 2, 3)", "right": "keras.layers.Conv1D(2, 3)"}
        {"id": "bad", "left": "nn.Conv1d(1, 2, 0)", "right": "keras.layers.Conv1D(2, 3)"}
        {"id": "pad", "left": "nn.Conv1d(1, 2, 3)", "right": "nn.Conv1d(1, 2, 3, padding=1)"}
        """);
    CommandRun run = CommandRun.of("compare", pairs.toString(), "--format", "html");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out())
        .contains(
            "<h1>3 pairs: 1 equal, 1 different, 1 not compared</h1>",
            "<a href=\"#pair1\">same</a>",
            ">bad</td>")
        .contains("<a href=\"#pair3\">pad</a>");
    assertThat(run.err()).contains("pairs.jsonl").endsWith("1 agree, 1 differ, 1 refused\n");
  }
}
