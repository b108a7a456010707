package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A plan that is shown and proven is made once. */
class PlannedOnceTest {
  private final List<String> planned = new ArrayList<>();

  private final Target counting =
      new Target() {
        @Override
        public OpSet ops() {
          return Targets.TENSORFLOW.ops();
        }

        @Override
        public Plan plan(Strategy strategy, Layer layer, Runtime runtime) {
          planned.add(strategy + " " + layer);
          return Targets.usual(layer).plan(strategy, layer, runtime);
        }
      };

  /** The usual strategy, counted. */
  private final class Counted extends StrategyOptions {
    Counted(Options options) {
      super(options);
    }

    @Override
    StrategyChoice choice() {
      return new StrategyChoice(null, Runtime.PORTABLE, counting);
    }
  }

  private String run(String input, Function<Console, SubCommand> command, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    CommandLine line = new CommandLine(command.apply(console).options.spec(), Factory.PLAIN);
    assertThat(line.execute(arguments)).isEqualTo(ExitCode.OK);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void byScan() {
    String model =
        """
        Sequential(
          (0): Conv2d(1, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
          (1): ReLU()
          (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
        )
        """;
    String rows =
        run(
            model,
            console -> new ScanCommand(console, Counted::new),
            "-",
            "--verify",
            "--input-shape",
            "1,1,16,16",
            "--format",
            "jsonl");
    assertThat(rows).contains("\"agree\":true").hasLineCount(2);
    assertThat(planned).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void byPages() {
    String layer =
        "{\"op\":\"conv1d\",\"in_channels\":1,\"out_channels\":2,\"kernel_size\":3,\"input_shape\":[1,1,9]}";
    String page =
        run(layer, console -> new ExplainCommand(console, Counted::new), "-", "--format", "html");
    assertThat(page).contains("proven");
    assertThat(planned).hasSize(1);
  }
}
