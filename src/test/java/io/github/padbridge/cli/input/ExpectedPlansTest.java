package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.CommandRun;
import io.github.padbridge.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that were written down, and whether they are the same still. */
class ExpectedPlansTest {
  private static final String LAYER =
      "{\"id\":\"%s\",\"op\":\"conv_transpose1d\",\"out_channels\":1,\"kernel_size\":5,\"stride\":2,\"padding\":%d,\"input_shape\":[1,1,9]}\n";

  @TempDir Path folder;
  private Path specs;
  private Path plans;

  @BeforeEach
  void writeDown() throws IOException {
    specs = folder.resolve("specs.jsonl");
    plans = folder.resolve("plans.json");
    Files.writeString(specs, String.format(LAYER, "a", 1) + String.format(LAYER, "b", 2));
    CommandRun run =
        CommandRun.of("translate", specs.toString(), "--format", "json", "-o", plans.toString());
    assertThat(run).isEqualTo(new CommandRun(ExitCode.OK, "", ""));
  }

  private CommandRun verify(String... more) {
    Stream<String> command = Stream.of("verify", specs.toString(), "--expect", plans.toString());
    return CommandRun.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void whatIsTheSameAgrees() throws IOException {
    CommandRun printed = CommandRun.of("translate", specs.toString(), "--format", "json");
    assertThat(Files.readString(plans)).isEqualTo(printed.out());
    CommandRun run = verify();
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEqualTo("2 agree, 0 differ, 0 refused\n");
    // The order of the records is not the plans' business.
    Files.writeString(specs, String.format(LAYER, "b", 2) + String.format(LAYER, "a", 1));
    assertThat(verify().exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatHasChangedIsToldLayerByLayer() throws IOException {
    Files.writeString(specs, String.format(LAYER, "a", 2) + String.format(LAYER, "b", 2));
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out())
        .startsWith(
            """
            DIFFERS  a: conv_transpose1d (1, 1, 9) -> (1, 1, 17)
                     spec.padding: was [1], is [2]
                     output_shape: was [1, 1, 19], is [1, 1, 17]
                     plan.steps[3].begin: was [0, 1, 0], is [0, 2, 0]
                     plan.steps[3].size: was [1, 19, 1], is [1, 17, 1]
                     plan.steps[3].shape: was [1, 19, 1], is [1, 17, 1]
            """)
        .contains("agree    b: ");
    assertThat(run.err()).isEqualTo("1 agree, 1 differ, 0 refused\n");
  }

  @Test
  void anotherStrategyIsAnotherPlan() {
    CommandRun run = verify("--strategy", "zero-insert");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out()).contains("plan.strategy: was \"pad-slice\", is \"zero-insert\"");
  }

  @Test
  void layersThatCameOrWent() throws IOException {
    Files.writeString(specs, String.format(LAYER, "a", 1) + String.format(LAYER, "c", 2));
    Path report = folder.resolve("report.xml");
    CommandRun run = verify("--junit-xml", report.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out()).contains("DIFFERS  c: ").contains(plans + " has no such layer");
    assertThat(run.err())
        .contains("error: this layer is in the file but not in the input\n  --> " + plans)
        .endsWith("1 agree, 2 differ, 0 refused\n");
    assertThat(Files.readString(report)).contains("tests=\"3\" failures=\"2\" errors=\"0\"");
  }

  @Test
  void layersWithoutNamesAreToldApartByTheirSpecs() throws IOException {
    String bare = LAYER.replace("\"id\":\"%s\",", "").replace("%d", "%s");
    Files.writeString(
        specs, String.format(bare, 1) + String.format(bare, 2) + String.format(bare, 1));
    CommandRun.of("translate", specs.toString(), "--format", "json", "-o", plans.toString());
    assertThat(verify().exitCode()).isEqualTo(ExitCode.OK);
    Files.writeString(specs, String.format(bare, 1) + String.format(bare, 2));
    assertThat(verify().exitCode()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void whatIsNoListOfPlans() throws IOException {
    Files.writeString(plans, "{\"op\": \"conv1d\"}");
    assertThat(verify().err()).startsWith("error: this is not output of padbridge translate");
    Files.writeString(plans, "[{]");
    assertThat(verify().err()).startsWith("error: not valid JSON");
    Files.delete(plans);
    assertThat(verify().err()).startsWith("error: there is no such file");
    assertThat(verify("--strategy", "all").err())
        .startsWith("error: --expect cannot be used with --strategy all");
  }

  @Test
  void linksAndPermissionsAreKept() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), plans);
    Files.setPosixFilePermissions(plans, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(plans, "before");
    CommandRun.of("translate", specs.toString(), "--format", "json", "-o", link.toString());
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(plans)).startsWith("[\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plans)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsReadIsNotWritten() throws IOException {
    String before = Files.readString(specs);
    for (List<String> command :
        List.of(
            List.of("translate", specs.toString(), "-o", specs.toString()),
            List.of("translate", folder.toString(), "-o", specs.toString()),
            List.of("verify", specs.toString(), "--junit-xml", specs.toString()))) {
      CommandRun run = CommandRun.of(command.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.err()).contains("error: this file is both input and output");
      assertThat(Files.readString(specs)).isEqualTo(before);
    }
  }

  /** What was there stays whole until all of the new is there. */
  @Test
  void aFileIsWrittenWholeOrNotAtAll() throws IOException {
    String before = Files.readString(plans);
    CommandRun wrong =
        CommandRun.of("translate", specs.toString(), "--format", "xml", "-o", plans.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(Files.readString(plans)).isEqualTo(before);
    CommandRun nowhere =
        CommandRun.of(
            "translate", specs.toString(), "-o", folder.resolve("no/plans.json").toString());
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(nowhere.err())
        .startsWith("error: this file cannot be written: ")
        .contains("does not exist");
    // A record that is refused is an answer too.
    Files.writeString(specs, String.format(LAYER, "a", -1));
    CommandRun refused =
        CommandRun.of("translate", specs.toString(), "--format", "jsonl", "-o", plans.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(Files.readString(plans)).startsWith("{\"id\":\"a\",\"error\":");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .isEqualTo(List.of("plans.json", "specs.jsonl"));
    }
  }
}
