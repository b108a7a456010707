package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
      Pattern.compile("```console\n\\$ padbridge (.*)\n((?s:.*?))```\n");

  @Test
  void everyExamplePrintsWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(README);
    StringBuilder updated = new StringBuilder();
    Matcher example = EXAMPLE.matcher(readme);
    int examples = 0;
    while (example.find()) {
      String[] command = example.group(1).split(" > ", -1);
      CommandRun run = CommandRun.of(words(command[0]));
      String shown = run.err();
      if (command.length > 1) {
        keep(Path.of(command[1]), run.out());
      } else {
        shown = run.out() + run.err();
      }
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
    assertThat(examples).isEqualTo(17);
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
}
