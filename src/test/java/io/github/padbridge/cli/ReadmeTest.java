package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.read.LayerNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README's examples, run as they stand. {@code mvn test -Dtest=ReadmeTest -Dreadme.update=true}
 * writes what the program prints into the README.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```console\n\\$ padbridge (.*(?:(?<=\\\\)\n.*)*)\n((?s:.*?))```\n");

  @Test
  void everyExamplePrintsWhatTheReadmeShows() throws Exception {
    String readme = Files.readString(README);
    StringBuilder updated = new StringBuilder();
    Matcher example = EXAMPLE.matcher(readme);
    int examples = 0;
    while (example.find()) {
      String shown = run(example.group(1).replaceAll("\\\\\n *", ""));
      if (Boolean.getBoolean("readme.update")) {
        String block = "```console\n$ padbridge " + example.group(1) + "\n" + shown + "```\n";
        example.appendReplacement(updated, Matcher.quoteReplacement(block));
      } else {
        assertThat(shown).as(example.group(1)).isEqualTo(example.group(2));
      }
      examples++;
    }
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(README, example.appendTail(updated).toString());
    }
    assertThat(examples).isEqualTo(10);
  }

  /** What an example shows; a shell runs what follows the first bar. */
  private static String run(String example) throws IOException, InterruptedException {
    String[] filtered = example.split(" \\| ", 2);
    String[] command = filtered[0].split(" > ", -1);
    CommandRun run = CommandRun.of(words(command[0]));
    if (command.length > 1) {
      keep(Path.of(command[1]), run.out());
      return run.err();
    }
    return (filtered.length > 1 ? filtered(run.out(), filtered[1]) : run.out()) + run.err();
  }

  private static String filtered(String text, String filter)
      throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", filter).start();
    try (OutputStream in = shell.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The filter, such as head, has enough.
    }
    String filtered = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(filter).isZero();
    return filtered;
  }

  /** A file that the README shows, such as a picture. */
  private static void keep(Path file, String written) throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(file, written);
    }
    assertThat(Files.readString(file)).as("%s", file).isEqualTo(written);
    assertThat(Files.readString(README)).contains("](" + file + ")");
  }

  /** The words of a command line as a shell has them; single quotes hold one together. */
  private static String[] words(String command) {
    return Pattern.compile("'([^']*)'|[^ ]+")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void continuousIntegrationRunsTheCommandsOfTheReadme() throws IOException {
    String script = Files.readString(Path.of(".ci/run"));
    Matcher command = Pattern.compile("```sh\n(.*)\n```").matcher(Files.readString(README));
    int commands = 0;
    while (command.find()) {
      assertThat(Arrays.asList(script.split("\n"))).contains(command.group(1));
      commands++;
    }
    assertThat(commands).isEqualTo(2);
  }

  @Test
  void itIsShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void onlyTablesAreWide() throws IOException {
    assertThat(Files.readAllLines(README))
        .filteredOn(line -> !line.startsWith("| "))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void theContentsNameEverySection() throws IOException {
    List<String> headings =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    List<String> contents =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("[") && line.contains("](#"))
            .flatMap(line -> Pattern.compile(" ·( |$)").splitAsStream(line))
            .toList();
    List<String> linked = headings.subList(headings.indexOf("Contents") + 1, headings.size() - 1);
    assertThat(contents)
        .isEqualTo(
            linked.stream()
                .map(
                    heading ->
                        "["
                            + heading
                            + "](#"
                            + heading.toLowerCase(Locale.ROOT).replace(' ', '-')
                            + ")")
                .toList());
  }

  @Test
  void theTableNamesEveryLayer() throws IOException {
    String readme = Files.readString(README);
    Map<String, List<String>> named = new LinkedHashMap<>();
    Matcher row = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| (.*?) \\|").matcher(readme);
    while (row.find()) {
      named
          .computeIfAbsent(row.group(1), module -> new ArrayList<>())
          .addAll(List.of(row.group(2).replace("`", "").split(", ")));
    }
    assertThat(named.keySet()).isEqualTo(LayerNames.byModule().keySet());
    LayerNames.byModule()
        .forEach(
            (module, names) ->
                assertThat(named.get(module))
                    .as(module)
                    .containsExactlyInAnyOrderElementsOf(LayerNames.joined(names)));
  }
}
