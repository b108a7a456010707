package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Many files at once, and what servers are told of them. */
class ReportOptionsTest {
  private static final String GOOD =
      "{\"id\":\"good\",\"op\":\"conv1d\",\"out_channels\":1,\"kernel_size\":3,\"input_shape\":[1,1,9]}\n";
  private static final String WRONG =
      "{\"id\":\"wr,o:ng\",\"spec\":{\"op\":\"conv1d\",\"out_channels\":1,\"kernel_size\":3,"
          + "\"input_shape\":[1,1,9]},"
          + "\"expected_output_shape\":[null,1,8]}\n";
  private static final String REFUSED = "{\"op\":\"conv1d\",\"kernel_sise\":3}\n";

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CommandRun verify(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new));
  }

  private List<String> names(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("agree"))
        .map(line -> line.replaceAll("agree +(.*?): .*", "$1"))
        .toList();
  }

  /** A pipe that nobody writes to would be waited for without end. */
  @Test
  void pipesInADirectoryAreLeftOut() throws Exception {
    file("a.json", GOOD.replace("good", "a.json"));
    Path pipe = folder.resolve("x.json");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");
    for (String input : List.of(folder.toString(), folder + "/*.json")) {
      CommandRun run = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> verify(input));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(names(run)).containsExactly("a.json");
      assertThat(run.err())
          .isEqualTo("note: " + pipe + " is skipped: it is a pipe, a socket or a device\n");
    }
  }

  @Test
  void aPatternOfManyStars() throws Exception {
    file("a-name-of-some-length.json", GOOD);
    String pattern = folder + "/" + "*".repeat(1000) + ".jsonl";
    CommandRun run = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> verify(pattern));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: no file matches this pattern\n");
    assertThat(names(verify(folder + "/" + "*".repeat(1000) + ".json"))).hasSize(1);
  }

  @Test
  void aReportNeedsAFile() throws IOException {
    Path spec = file("a.json", GOOD);
    CommandRun run = verify(spec.toString(), "--junit-xml", "-");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .startsWith("error: --junit-xml needs a file other than standard output (got '-')\n");
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void directoriesAndPatterns() throws IOException {
    for (String name :
        List.of(
            "b.json", "a.jsonl", "conv/c.json", "conv/deep/d.jsonl", ".hidden/e.json", "f.txt")) {
      file(name, GOOD.replace("good", name));
    }
    assertThat(names(verify(folder.toString())))
        .containsExactly("a.jsonl", "b.json", "conv/c.json", "conv/deep/d.jsonl");
    assertThat(names(verify(folder + "/*.json"))).containsExactly("b.json");
    assertThat(names(verify(folder + "/**/*.json"))).containsExactly("b.json", "conv/c.json");
    assertThat(names(verify(folder + "/conv/**/*.{json,jsonl}", folder + "/a.jsonl")))
        .containsExactly("conv/c.json", "conv/deep/d.jsonl", "a.jsonl");
    assertThat(verify(folder + "/no*.json").err())
        .startsWith("error: no file matches this pattern");
    assertThat(verify(Files.createDirectory(folder.resolve("empty")).toString()).err())
        .startsWith("error: there is no .json, .jsonl or .ndjson file in this directory");
    assertThat(verify(folder + "/[.json").exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  /** A link that leads nowhere is a spec that is missing, not one that is not there. */
  @Test
  void linksThatLeadNowhere() throws IOException {
    file("a.JSON", GOOD);
    Files.createSymbolicLink(folder.resolve("b.json"), folder.resolve("none"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    CommandRun run = verify(folder.toString());
    assertThat(names(run)).containsExactly("good");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: there is no such file", "b.json");
  }

  @Test
  void whatIsExpectedMustCome() throws IOException {
    assertThat(verify(file("a.jsonl", GOOD + WRONG).toString()).exitCode())
        .isEqualTo(ExitCode.DIFFERS);
    CommandRun run = verify(file("b.jsonl", WRONG).toString());
    assertThat(run.out())
        .isEqualTo(
            """
            DIFFERS  wr,o:ng: conv1d (1, 1, 9) -> (1, 1, 7)
                     expected_output_shape is (?, 1, 8), the layer gives (1, 1, 7)
            """);
    String right = WRONG.replace("[null,1,8]", "[null,1,7]");
    assertThat(verify(file("c.jsonl", right).toString()).exitCode()).isEqualTo(ExitCode.OK);
    String inside =
        "{\"op\":\"conv1d\",\"kernel_size\":3,\"input_shape\":[1,1,9],\"expected_output_shape\":[1,7]}";
    assertThat(verify(file("d.json", inside).toString()).exitCode()).isEqualTo(ExitCode.DIFFERS);
    CommandRun bad = verify(file("e.json", inside.replace("[1,7]", "7")).toString());
    assertThat(bad.err())
        .startsWith("error: expected_output_shape must be a list of sizes (got 7)");
  }

  @Test
  void aReportForJenkinsAndGitLab() throws Exception {
    Path first = file("one.jsonl", GOOD + WRONG);
    Path second = file("t\u0001wo.json", REFUSED);
    Path report = folder.resolve("report.xml");
    Files.writeString(report, "before");
    CommandRun run = verify(first.toString(), second.toString(), "--junit-xml", report.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("1 agree, 1 differ, 1 refused");
    Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    Element all = xml.getDocumentElement();
    assertThat(all.getTagName()).isEqualTo("testsuites");
    assertThat(
            List.of(
                all.getAttribute("tests"),
                all.getAttribute("failures"),
                all.getAttribute("errors")))
        .containsExactly("3", "1", "1");
    List<Element> suites = elements(all.getElementsByTagName("testsuite"));
    assertThat(suites)
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly(first.toString(), second.toString().replace("\u0001", "\\u0001"));
    List<Element> cases = elements(all.getElementsByTagName("testcase"));
    assertThat(cases)
        .extracting(test -> test.getAttribute("name"))
        .containsExactly("good", "wr,o:ng", "line 1");
    assertThat(cases).allMatch(test -> test.getAttribute("time").matches("\\d+\\.\\d{3}"));
    assertThat(elements(all.getElementsByTagName("failure")).get(0).getAttribute("message"))
        .isEqualTo("expected_output_shape is (?, 1, 8), the layer gives (1, 1, 7)");
    assertThat(elements(all.getElementsByTagName("error")).get(0).getTextContent())
        .contains("unknown key 'kernel_sise'", "did you mean 'kernel_size'?");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  void aReportThatCannotBeWritten() throws IOException {
    Path spec = file("a.json", GOOD);
    CommandRun run = verify(spec.toString(), "--junit-xml", folder + "/none/report.xml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).startsWith("error: this file cannot be written: ");
    assertThat(run.out()).startsWith("agree    good");
  }

  @Test
  void linesThatGithubMarks() throws IOException {
    Path spec = file("a.jsonl", GOOD + WRONG + REFUSED);
    CommandRun run = verify(spec.toString(), "--github", "--format", "jsonl");
    assertThat(run.out().lines()).hasSize(3).noneMatch(line -> line.contains("::error"));
    assertThat(run.err().lines().filter(line -> line.startsWith("::")))
        .containsExactly(
            "::error file="
                + spec
                + ",line=2,col=1,title=wr%2Co%3Ang differs::expected_output_shape is (?, 1, 8), the layer gives (1, 1, 7)",
            "::error file="
                + spec
                + ",line=3,col=30,title=line 3::unknown key 'kernel_sise'%0Adid you mean 'kernel_size'?");
  }

  @Test
  void theFirstThatDoesNotAgreeEndsIt() throws IOException {
    Path spec = file("a.jsonl", GOOD + WRONG + GOOD + REFUSED);
    CommandRun run = verify(spec.toString(), file("b.jsonl", GOOD).toString(), "--fail-fast");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.err()).contains("note: stopped at the first", "1 agree, 1 differ, 0 refused");
  }
}
