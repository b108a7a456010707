package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the examples for build servers, run by a shell on an archive of the image. */
class CiExamplesIT {
  private static final Path EXAMPLES = Path.of("examples/ci");

  private static final String ARCHIVE = "padbridge-0.1.0-linux-x86_64";

  @TempDir static Path packed;

  @TempDir Path folder;

  @BeforeAll
  static void pack() throws Exception {
    assumeTrue(MovedImage.isPackaged(), "there is no image");
    String tar =
        "cd '%s' && mkdir tools && ln -s '%s' %s && tar -cf - %s/bin %s/natives %s/runtime"
            .formatted(packed, PackagedLauncher.HOME, ARCHIVE, ARCHIVE, ARCHIVE, ARCHIVE);
    Process process = new ProcessBuilder("sh", "-c", tar).redirectError(Redirect.INHERIT).start();
    // Not compressed, which takes long; the archives for download are.
    try (InputStream archive = process.getInputStream();
        OutputStream file =
            new GZIPOutputStream(
                Files.newOutputStream(packed.resolve(ARCHIVE + ".tar.gz")), 1 << 16) {
              {
                def.setLevel(Deflater.NO_COMPRESSION);
              }
            }) {
      archive.transferTo(file);
    }
    assertThat(process.waitFor()).isZero();
    Files.move(
        packed.resolve(ARCHIVE + ".tar.gz"), packed.resolve("tools").resolve(ARCHIVE + ".tar.gz"));
  }

  /** A repository with a ported model. */
  @BeforeEach
  void repository() throws Exception {
    CommandRun run =
        shell(
            "mkdir specs && cp '"
                + Path.of("examples/stackoverflow.json").toAbsolutePath()
                + "' specs/ && head -1 '"
                + EXAMPLES.resolve("pairs.txt").toAbsolutePath()
                + "' > pairs.jsonl && ln -s '"
                + packed
                + "/tools' tools && \"$PADBRIDGE\" translate specs/ --format json -o plans.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private CommandRun shell(String line) throws Exception {
    return PackagedLauncher.shell("cd '" + folder + "' || exit\n" + line, folder);
  }

  private static List<String> lines(String example) throws IOException {
    return Files.readAllLines(EXAMPLES.resolve(example));
  }

  /** The commands that begin with a word of the file's format. */
  private static List<String> after(String word, List<String> lines) {
    Pattern line = Pattern.compile("\\s*" + Pattern.quote(word) + "\\s*(\\S.*)");
    return lines.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private static void assertProven(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("agree    question: conv_transpose1d ");
    assertThat(run.err()).isEqualTo("3 agree, 0 differ, 0 refused\n");
  }

  @Test
  void theActionAndTheWorkflowOfGitHub() throws Exception {
    List<String> action = lines("action.yml");
    int run = action.indexOf("      run: |");
    String install =
        action.subList(run + 1, action.size()).stream().collect(Collectors.joining("\n"));
    List<String> workflow = lines("github-workflow.yml");
    assertThat(workflow).contains("          archive: tools/" + ARCHIVE + ".tar.gz");
    CommandRun result =
        shell(
            "mkdir temp; export RUNNER_TEMP=\"$PWD/temp\" GITHUB_PATH=\"$PWD/path\"\n"
                + ("ARCHIVE=tools/" + ARCHIVE + ".tar.gz\n(set -e\n" + install + "\n) || exit\n")
                + "PATH=\"$(cat path):$PATH\"; unset -f padbridge\n"
                + String.join("\n", after("- run:", workflow)));
    assertProven(result);
    assertThat(result.out()).contains("\nblur: EQUAL at every input size\n");
    assertThat(folder.resolve("padbridge.xml")).content().contains("<testsuite ");
  }

  @Test
  void theJobOfGitLab() throws Exception {
    List<String> job = lines("gitlab-ci.yml");
    List<String> script =
        after("-", job.subList(job.indexOf("  script:") + 1, job.indexOf("  artifacts:")));
    assertThat(script).hasSize(4);
    CommandRun result = shell("unset -f padbridge; set -e\n" + String.join("\n", script));
    assertProven(result);
    assertThat(result.out()).contains("\nblur: EQUAL at every input size\n");
    assertThat(folder.resolve("padbridge.xml")).content().contains("<testsuite ");
  }

  /** Its folders are made below the test's. */
  @Test
  void theContainer() throws Exception {
    List<String> file = lines("Dockerfile");
    String root = folder.resolve("root").toString();
    StringBuilder steps = new StringBuilder("unset -f padbridge; set -e\n");
    steps.append("mkdir -p ").append(root).append("/opt ").append(root).append("/usr/local/bin\n");
    steps.append("PATH=").append(root).append("/usr/local/bin:$PATH\n");
    for (String added : after("ADD", file)) {
      String[] words = added.split(" ", -1);
      steps.append("tar xzf tools/").append(words[0]).append(" -C ").append(root).append(words[1]);
      steps.append('\n');
    }
    for (String run : after("RUN", file)) {
      steps.append(run.replaceAll("(?<= )/(opt|usr)/", root + "/$1/")).append('\n');
    }
    String command =
        (after("ENTRYPOINT", file).get(0) + after("CMD", file).get(0))
            .replaceAll("[\\[\\],\"]+", " ");
    assertThat(after("FROM", file)).containsExactly("debian:stable-slim");
    CommandRun run = shell(steps + command);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("padbridge ").contains("\nagree    question: ");
  }
}
