package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.translate.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer that no strategy translates is refused by every command, with every reason once. */
class UntranslatableLayerTest {
  private static final List<String> LAYER =
      List.of(
          "conv3d",
          "--in-channels",
          "1",
          "--out-channels",
          "1",
          "--kernel-size",
          "3",
          "--stride",
          "5",
          "--runtime-padding",
          "SAME");

  private static CommandRun run(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(LAYER);
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate",
        "translate --strategy auto",
        "translate --format csv",
        "translate --format python",
        "translate --format markdown",
        "explain",
        "explain --strategy auto",
        "explain --format svg",
        "explain --format html",
        "explain --format html --no-verify",
        "verify",
        "verify --strategy all",
        "verify --strategy auto",
      })
  void everyReasonOnce(String command) {
    CommandRun run = run(command);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    for (Strategy strategy : Strategy.values()) {
      String reasons =
          run.err() + (command.contains("csv") || command.contains("markdown") ? run.out() : "");
      String start = strategy == Strategy.SAME ? " works only " : " needs ";
      assertThat(occurrences(reasons, "strategy " + strategy.id() + start))
          .as(reasons)
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"translate --format json", "translate --format jsonl", "verify --format json"})
  void inJsonToo(String command) {
    CommandRun run = run(command);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out())
        .contains("\"error\"", "strategy pad-slice needs", "strategy same works only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pad-slice", "explicit", "same", "zero-insert", "keras"})
  void aNamedStrategyHasItsReasonAndNoAdvice(String strategy) {
    for (String command : List.of("translate", "explain", "verify")) {
      CommandRun run = run(command + " --strategy " + strategy);
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err())
          .startsWith(
              "error: strategy "
                  + strategy
                  + (strategy.equals("same") ? " works only " : " needs "))
          .doesNotContain("for this layer");
    }
  }

  @Test
  void theOthersOfAStreamAreAnswered(@TempDir Path folder) throws IOException {
    Path layers = folder.resolve("layers.jsonl");
    Files.writeString(
        layers,
        """
        {"id": 1, "op": "conv3d", "in_channels": 1, "out_channels": 1, "kernel_size": 3, "stride": 5, "runtime_padding": "SAME"}
        {"id": 2, "op": "conv1d", "in_channels": 1, "out_channels": 1, "kernel_size": 3}
        """);
    for (String command : List.of("translate", "verify")) {
      CommandRun run =
          CommandRun.of(command, layers.toString(), "--strategy", "auto", "--format", "jsonl");
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out().lines()).hasSize(2).anyMatch(line -> !line.contains("\"error\""));
    }
  }

  @Test
  void adviceNamesStrategiesThatApply() {
    assertThat(CommandRun.of("translate", "nn.Conv2d(3,6,4,padding=1)", "--strategy", "same").err())
        .endsWith("  help: pad-slice, explicit and keras work for this layer\n");
    assertThat(CommandRun.of("translate", "nn.MaxPool1d(3, 2, 1)", "--strategy", "keras").err())
        .endsWith("  help: pad-slice works for this layer; use --format python\n");
  }
}
