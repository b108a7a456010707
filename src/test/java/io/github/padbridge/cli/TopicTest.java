package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.padbridge.cli.help.Block;
import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.help.TopicLayout;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.layer.read.LayerNames;
import io.github.padbridge.translate.Strategy;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The topics of {@code padbridge help TOPIC}: what they say exists. */
class TopicTest {
  /** A command line in a topic, by itself or between backticks. */
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:^    |`)padbridge ([^`\n|]+)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^ ]+");

  private static CommandLine all() {
    return Main.commandLine(
        new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
  }

  @ParameterizedTest
  @EnumSource
  void itIsShown(Topic topic) {
    CommandRun run = CommandRun.of("help", topic.id());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(topic.title() + "\n\n").doesNotContain("`", "{{", "::", "## ");
    assertThat(topic.title()).hasSizeLessThan(64);
  }

  @ParameterizedTest
  @EnumSource
  void itFitsItsWidth(Topic topic) {
    List<String> literals =
        HelpTables.blocks(topic).stream()
            .filter(Block.Literal.class::isInstance)
            .flatMap(block -> ((Block.Literal) block).lines().stream())
            .toList();
    assertThat(literals).allMatch(line -> line.length() <= 76);
    for (int width : List.of(60, 80, 120)) {
      String text = TopicLayout.of(HelpTables.blocks(topic), width, heading -> heading);
      assertThat(text.lines())
          .as("%s at %s columns", topic, width)
          .filteredOn(line -> !line.startsWith("    ") || !literals.contains(line.substring(4)))
          .filteredOn(line -> line.strip().contains(" "))
          .allMatch(line -> line.length() <= width);
      assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }
  }

  /** The build replaces what stands in these signs. */
  @ParameterizedTest
  @EnumSource
  void theBuildLeavesItAsItIs(Topic topic) {
    assertThat(topic.source()).doesNotContain("${", "@").endsWith("\n").doesNotContain("\t", "\r");
  }

  @Test
  void theCommandLinesAreValid() {
    int commands = 0;
    for (Topic topic : Topic.values()) {
      String source = topic.source().replaceAll("\\\\\n *", "").replaceAll("\n(?! {4}|\n)", " ");
      for (MatchResult found : COMMAND.matcher(source).results().toList()) {
        String[] words =
            WORD.matcher(found.group(1))
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
        assertThatCode(() -> parse(words))
            .as("%s: %s", topic, found.group())
            .doesNotThrowAnyException();
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(30);
  }

  /** Placeholders such as NAME stand for values. */
  private static void parse(String... words) {
    if (words[0].equals("help")) {
      assertThat(Topic.named(words[1]).isPresent() || words[1].equals("TOPIC")).isTrue();
    } else if (words.length == 1) {
      assertThat(all().getSubcommands()).containsKey(words[0]);
    } else {
      String last = words[words.length - 1].replace("NAME", "plan");
      words[words.length - 1] = last;
      all().parseArgs(words);
    }
  }

  @Test
  void theTablesAreThoseOfTheProgram() {
    String layers = unbroken(CommandRun.of("help", "layers").out());
    LayerNames.byModule()
        .forEach(
            (module, names) ->
                assertThat(layers)
                    .contains(unbroken(module + String.join(", ", LayerNames.joined(names)))));
    assertThat(CommandRun.of("help", "strategies").out()).contains(Strategy.ids());
    String models = CommandRun.of("help", "models").out();
    assertThat(models).contains("torchvision", "Conv2dSame", "HGNetV2Embeddings");
    assertThat(CommandRun.of("help", "paddings").out())
        .contains("ReplicationPad{1,2,3}d", "jnp.pad");
    ExitCode.meanings()
        .forEach(
            (code, meaning) ->
                assertThat(unbroken(CommandRun.of("help", "exit-codes").out()))
                    .contains(unbroken(code + meaning)));
  }

  private static String unbroken(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void namesOfSeveralRanksAreJoined() {
    assertThat(LayerNames.joined(List.of("Conv1d", "Other", "Conv3d", "conv2d_transpose")))
        .containsExactly("Conv{1,3}d", "Other", "conv2d_transpose");
  }
}
