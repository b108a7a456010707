package io.github.padbridge.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.cli.help.Block;
import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.help.TopicParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicPageTest {
  @TempDir Path folder;

  private static final List<Block> TABLE = List.of(new Block.Entry("a", "of a table"));

  private static final Map<String, List<Block>> TABLES =
      Map.of(
          "layers", TABLE,
          "other-names", TABLE,
          "paddings", TABLE,
          "classes", TABLE,
          "strategies", TABLE,
          "exit-codes", TABLE);

  @Test
  void everyKindOfBlock() {
    String text =
        "First `--code`.\n\nSecond.\n\n## Lists\n- .item\n\na-name :: 'text'\n\n    $ x -y\n";
    assertThat(
            TopicPage.of(
                "some-topic", "What it is", "padbridge 1", TopicParser.parse(text, TABLES)))
        .isEqualTo(
            """
            .TH "padbridge\\-some\\-topic" 7 "" "padbridge 1" "Padbridge"
            .nh
            .ad l
            .SH NAME
            padbridge\\-some\\-topic \\- What it is
            .SH DESCRIPTION
            First \\fB\\-\\-code\\fR.
            .PP
            Second.
            .SH LISTS
            .IP \\- 2
            \\&.item
            .TP
            \\fBa\\-name\\fR
            \\(aqtext\\(aq
            .PP
            .RS 4
            .nf
            $ x \\-y
            .fi
            .RE
            .SH SEE ALSO
            \\fBpadbridge\\fR(1)
            """);
  }

  @Test
  void groffHasNothingToWarnOf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "there is no groff here");
    for (Topic topic : Topic.values()) {
      Path page = folder.resolve(TopicPage.name(topic.id()) + ".7");
      String text =
          TopicPage.of(
              topic.id(), topic.title(), "padbridge 1", TopicParser.parse(topic.source(), TABLES));
      assertThat(text).isASCII().doesNotContain("\n\n", "`");
      Files.writeString(page, text);
      Process groff =
          new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-z", "-rLL=100n", "" + page)
              .redirectErrorStream(true)
              .start();
      String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).as(topic.id()).isEmpty();
      assertThat(groff.waitFor()).isZero();
    }
  }
}
