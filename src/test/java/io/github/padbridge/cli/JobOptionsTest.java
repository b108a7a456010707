package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomLines;
import io.github.padbridge.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many threads verify, what they find and the order in which it is told are the same. */
class JobOptionsTest {
  private static final int LINES = 300;

  @TempDir Path folder;

  /** What no machine can run is refused all the same, but this is not about it. */
  private static final String LARGE = "[0-9]{4}|\n";

  /** Layers that agree, that are not as they are expected, and that are refused. */
  private static String lines(long seed) {
    return lines(seed, LARGE);
  }

  /** Lines in which a regular expression finds nothing. */
  private static String lines(long seed, String leftOut) {
    Pattern pattern = Pattern.compile(leftOut);
    RandomLines lines = new RandomLines(seed);
    Random random = new Random(seed);
    List<String> all = new ArrayList<>();
    while (all.size() < LINES) {
      String line = random.nextInt(8) == 0 ? lines.garbled() : lines.plain();
      if (pattern.matcher(line).find()) {
        continue;
      }
      boolean expects = random.nextInt(10) == 0;
      all.add(expects ? line.replaceFirst("\\{", "{\"expected_output_shape\":[9,9,9],") : line);
    }
    return String.join("\n", all) + "\n";
  }

  private CommandRun verify(String input, String... more) {
    List<String> arguments = new ArrayList<>(List.of("verify", "-"));
    arguments.addAll(List.of(more));
    return CommandRun.with(Map.of("NO_COLOR", "1"), input, arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "jsonl"})
  void theNumberOfThreadsChangesNothing(String format) throws IOException {
    String input = lines(41);
    Path report = folder.resolve("report.xml");
    List<String> seen = new ArrayList<>();
    for (String jobs : new String[] {"1", "2", "5"}) {
      CommandRun run =
          verify(input, "--format", format, "-j", jobs, "--github", "--junit-xml", "" + report);
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      seen.add(run.out() + run.err() + withoutTimes(report));
    }
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(2)).isEqualTo(seen.get(0));
    assertThat(seen.get(0)).containsPattern("\\d+ agree, \\d+ differ, \\d+ refused");
    assertThat(seen.get(0)).doesNotContain("internal error");
  }

  private static String withoutTimes(Path report) throws IOException {
    return Files.readString(report).replaceAll("(time|timestamp)=\"[^\"]*\"", "");
  }

  /** Transposed volumes take seconds each by all strategies, and threads do not see the layer. */
  @Test
  void everyStrategyToo() {
    String input = lines(42, LARGE + "|conv_transpose3d");
    CommandRun one = verify(input, "--strategy", "all", "--format", "jsonl", "--jobs", "1");
    CommandRun four = verify(input, "--strategy", "all", "--format", "jsonl", "--jobs", "4");
    assertThat(four).isEqualTo(one);
    assertThat(one.out().lines()).hasSize(LINES);
  }

  @Test
  void whatFollowsTheFirstThatFailsIsNotTold() {
    String input = lines(43);
    CommandRun one = verify(input, "--fail-fast", "--jobs", "1");
    for (String jobs : new String[] {"2", "6"}) {
      assertThat(verify(input, "--fail-fast", "--jobs", jobs)).isEqualTo(one);
    }
    assertThat(one.err()).contains("note: stopped at the first layer that does not agree");
  }

  @Test
  void progressIsShownWhereTheLauncherFoundATerminal() {
    String input = lines(44);
    CommandRun without = verify(input);
    System.setProperty(Terminal.PROPERTY, "err");
    CommandRun with;
    try {
      with = verify(input);
    } finally {
      System.clearProperty(Terminal.PROPERTY);
    }
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.err()).containsPattern("\rverified +\\S+ +[%?\\[]");
    // Every line of progress is written over, and what stays is what would have been said anyway.
    StringBuilder stays = new StringBuilder();
    for (String line : with.err().split("(?<=\n)", 0)) {
      stays.append(
          line.substring(line.lastIndexOf("\u001b[K") < 0 ? 0 : line.lastIndexOf("\u001b[K") + 3));
    }
    assertThat(stays.toString()).isEqualTo(without.err());
  }
}
