package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that deals specs out to several processes answers as one process does. */
class ManyProcessesIT {
  private static final int SPECS = 1000;

  private static final Path SCRIPT = Path.of("examples/pipelines/many-processes.sh");

  @TempDir Path folder;

  @Test
  void withGnuParallel() throws Exception {
    assumeTrue(
        PackagedLauncher.shell("parallel --version", folder).out().startsWith("GNU"),
        "GNU parallel is not installed");
    assertSameAsOneProcess("");
  }

  @Test
  void withXargs() throws Exception {
    assumeTrue(PackagedLauncher.shell("split --version", folder).out().contains("GNU"), "split");
    // Another parallel, such as that of moreutils, is not used.
    assertSameAsOneProcess("parallel() { return 1; }; ");
  }

  private void assertSameAsOneProcess(String before) throws IOException, InterruptedException {
    Path specs = folder.resolve("specs.jsonl");
    Files.write(specs, IntStream.range(0, SPECS).mapToObj(ManyProcessesIT::spec).toList());
    CommandRun alone = run("padbridge translate - --format jsonl < '%s'".formatted(specs));
    CommandRun many =
        run("set -- '%s' 3; %s. '%s'".formatted(specs, before, SCRIPT.toAbsolutePath()));
    assertThat(many.exitCode()).as(many.err()).isZero();
    assertThat(answers(many)).hasSize(SPECS).isEqualTo(answers(alone));
    assertThat(many.out().lines().filter(line -> line.contains("\"error\"")).count()).isEqualTo(10);
  }

  /** The launcher is on the path, as the processes of the script need it. */
  private CommandRun run(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell(
        "unset -f padbridge; PATH=${PADBRIDGE%/*}:$PATH; " + line, folder);
  }

  /** Without the number of the line of a refused spec, which counts the lines of one process. */
  private static List<String> answers(CommandRun run) {
    return run.out().lines().map(line -> line.replaceAll("\"line\":[0-9]+,", "")).toList();
  }

  private static String spec(int id) {
    return "{\"id\":%d,\"op\":\"conv1d\",\"in_channels\":2,\"out_channels\":1,\"kernel_size\":%d}"
        .formatted(id, id % 100 == 7 ? 0 : 1 + id % 9);
  }
}
