package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.FailingEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be proven costs its own record only, whatever the command. */
class ProofFailuresTest {
  private static final String LAYERS =
      layer("memory", 66) + layer("fault", 67) + layer("refused", 69) + layer("fine", 2);

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  private static String layer(String id, int channels) {
    return String.format(
        "{\"id\": \"%s\", \"op\": \"conv1d\", \"in_channels\": %d, \"out_channels\": 1,"
            + " \"kernel_size\": 3}%n",
        id, channels);
  }

  /** Puts the engine that fails in the place of the frameworks. */
  @BeforeEach
  void plantFaults(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Engine.class.getName()), FailingEngine.class.getName());
    URL[] urls = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @AfterEach
  void takeThemAway() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void verifyAnswersTheOtherRecordsAndEndsWith70() {
    CommandRun run =
        CommandRun.withInput(
            LAYERS, "verify", "-", "--format", "jsonl", "--engine", "frameworks", "--jobs", "1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(run.out().lines())
        .hasSize(4)
        .satisfiesExactly(
            memory -> assertThat(memory).contains("not enough memory"),
            fault -> assertThat(fault).contains("internal error", "planted"),
            refused -> assertThat(refused).contains("planted refusal"),
            fine -> assertThat(fine).contains("\"agree\":true"));
    assertThat(run.err()).contains("1 agree, 0 differ, 3 refused");
  }

  @Test
  void scanKeepsEveryRowAndEndsWith70() {
    String model =
        """
        M(
          (a): Conv1d(66, 1, kernel_size=(3,), stride=(1,))
          (b): Conv1d(67, 1, kernel_size=(3,), stride=(1,))
          (c): Conv1d(2, 1, kernel_size=(3,), stride=(1,))
        )
        """;
    for (String format : new String[] {"text", "jsonl", "csv", "tsv", "markdown", "html"}) {
      CommandRun run =
          CommandRun.withInput(
              model, "scan", "-", "--verify", "--format", format, "--engine", "frameworks");
      assertThat(run.exitCode()).as(format).isEqualTo(ExitCode.BUG);
      assertThat(run.out()).as(format).contains("not enough memory", "internal error");
      // Where the answers are JSON, the reasons are part of them.
      String reasons = format.equals("jsonl") ? run.out() : run.err();
      assertThat(reasons).as(format).contains("not enough memory", "internal error");
    }
    String withoutTheFault = model.replace("67", "3");
    CommandRun run =
        CommandRun.withInput(
            withoutTheFault, "scan", "-", "--verify", "--format", "csv", "--engine", "frameworks");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out().lines()).hasSize(4);
  }

  @Test
  void aFileHoldsWhatWasAnsweredBeforeTheFault(@TempDir Path folder) throws IOException {
    String model = "Conv1d(67, 1, kernel_size=(3,), stride=(1,))\n";
    Path page = folder.resolve("page.html");
    CommandRun run =
        CommandRun.withInput(
            model,
            "scan",
            "-",
            "--format",
            "html",
            "-o",
            page.toString(),
            "--engine",
            "frameworks");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(Files.readString(page)).contains("internal error").endsWith("</html>\n");
  }
}
